#include "load/play.h"

#include "device/possessions.h"
#include "ossl/key.h"

namespace mdm::load {
namespace {

Outcome outcome_of(const device::Step& step, const Defect* defect, bool given_up)
{
    if (step.fault && defect != nullptr)
        return step.fault->subcode == defect->subcode ? Outcome::expected : Outcome::otherwise;
    switch (step.error->code) {
    case Errc::refused:
        return Outcome::refused;
    case Errc::malformed:
        return Outcome::broken;
    case Errc::usage:
    case Errc::environment:
        break;
    }
    return given_up ? Outcome::cut_off : Outcome::silent;
}

Ending ending_of(const device::Session& session, const Defect* defect, bool given_up)
{
    const device::Step& step = session.steps().back();
    Ending ending{.outcome = outcome_of(step, defect, given_up),
                  .step = std::string(step.name),
                  .clause = step.error->spec,
                  .device_id = session.plan().device.id,
                  .message = step.error->message};
    if (step.fault) {
        ending.subcode = step.fault->subcode;
        ending.error_type = step.fault->error_type;
        ending.trace_id = step.fault->trace_id;
    }
    return ending;
}

Ending accepted(const device::Session& session, const Defect& defect)
{
    return {.outcome = Outcome::accepted,
            .step = "enroll",
            .device_id = session.plan().device.id,
            .message = "enrolled, though it has the fault " + std::string(defect.word)};
}

Result<void> spoil(const Defect& defect, device::Plan& plan, device::Surroundings& world)
{
    if (defect.change != nullptr)
        TRY(defect.change(plan));
    world.transport = spoiled(std::move(world.transport), defect);
    return {};
}

Result<void> keep(const device::Enrolled& enrolled, const Stage& stage)
{
    return stage.directory.empty() ? Result<void>() : device::keep(enrolled, stage.directory);
}

Result<Ending> renew(const Entry& entry, const device::Session& first, const Stage& stage)
{
    auto plan = renewal_of(first.plan(), *first.enrolled());
    plan.key = stage.source.renewal_key(entry);
    auto world = TRY(stage.source.surroundings(plan, stage.random, stage.give_up));
    device::Session second(std::move(plan), std::move(world));
    const auto renewed = second.run();
    stage.note(second);
    TRY(keep(renewed ? *second.enrolled() : *first.enrolled(), stage));
    return renewed ? Ending{.outcome = Outcome::renewed}
                   : ending_of(second, nullptr, stage.give_up());
}

} // namespace

device::Plan renewal_of(const device::Plan& enrollment, const device::Enrolled& enrolled)
{
    device::Plan plan{.device = enrollment.device};
    plan.url = enrollment.url;
    plan.user = enrollment.user;
    plan.type = enrollment.type;
    plan.items = enrollment.items;
    plan.key_type = enrollment.key_type;
    plan.provider_id = enrolled.provisioned.provider_id;
    plan.offered = {"OnPremise", "Federated"};
    const auto& certificates = enrolled.provisioned.certificates;
    device::Old old{.certificate = certificates.leaf, .key = ossl::share(enrolled.key)};
    old.chain = provisioning::above(certificates);
    plan.old = std::move(old);
    return plan;
}

Result<Ending> play(const Entry& entry, const Stage& stage)
{
    auto plan = TRY(stage.source.plan(entry, stage.random));
    auto world = TRY(stage.source.surroundings(plan, stage.random, stage.give_up));
    if (entry.defect != nullptr)
        TRY(spoil(*entry.defect, plan, world));
    device::Session first(std::move(plan), std::move(world));
    const auto enrolled = first.run();
    stage.note(first);
    if (!enrolled)
        return ending_of(first, entry.defect, stage.give_up());
    if (entry.renews)
        return renew(entry, first, stage);
    TRY(keep(*first.enrolled(), stage));
    if (entry.defect != nullptr)
        return accepted(first, *entry.defect);
    return Ending{};
}

} // namespace mdm::load
