#include "load/summary.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace mdm::load {
namespace {

using Json = nlohmann::ordered_json;

double milliseconds(Duration time)
{
    return static_cast<double>(time.count()) / 1000;
}

Json to_json(const Group& group)
{
    const Ending& first = group.first;
    return {{"outcome", word_of(first.outcome)},
            {"step", first.step},
            {"subcode", first.subcode},
            {"error_type", first.error_type},
            {"count", group.count},
            {"first",
             {{"device_id", first.device_id},
              {"message", first.message},
              {"spec", first.clause},
              {"trace_id", first.trace_id}}}};
}

Json to_json(const Distribution& times)
{
    Json buckets = Json::array();
    for (const Bucket& bucket : times.buckets())
        buckets.push_back({{"from", milliseconds(bucket.from)},
                           {"to", milliseconds(bucket.to)},
                           {"count", bucket.count}});
    return {{"times", times.count()},
            {"p50", milliseconds(times.percentile(50))},
            {"p95", milliseconds(times.percentile(95))},
            {"p99", milliseconds(times.percentile(99))},
            {"max", milliseconds(times.longest())},
            {"buckets", std::move(buckets)}};
}

} // namespace

std::string to_json(const Summary& summary)
{
    const Tally& tally = summary.tally;
    const std::chrono::duration<double> seconds = summary.time;
    Json json{{"count", summary.count},
              {"devices", tally.devices()},
              {"good", summary.good()},
              {"interrupted", summary.interrupted},
              {"seconds", seconds.count()},
              {"per_second", summary.rate()},
              {"certificates", tally.certificates()}};
    Json outcomes_seen = Json::object();
    for (std::size_t i = 0; i < outcomes; ++i) {
        const auto outcome = static_cast<Outcome>(i);
        outcomes_seen[std::string(word_of(outcome))] = tally.count(outcome);
    }
    json["outcomes"] = std::move(outcomes_seen);
    Json endings = Json::array();
    for (const Group& group : tally.groups())
        endings.push_back(to_json(group));
    json["endings"] = std::move(endings);
    json["other_endings"] = tally.ungrouped();
    Json milliseconds_of = Json::object();
    for (std::size_t i = 0; i < measures.size(); ++i)
        if (tally.times()[i].count() > 0) {
            std::string name(measures[i]);
            std::replace(name.begin(), name.end(), ' ', '_');
            milliseconds_of[name] = to_json(tally.times()[i]);
        }
    json["milliseconds"] = std::move(milliseconds_of);
    // What a server sends need not be UTF-8 everywhere.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace mdm::load
