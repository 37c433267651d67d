#include "enrollment/batch.h"

namespace mdm::enrollment {

Batch::Batch(std::vector<Order> orders)
    : orders_(std::move(orders)), verdicts_(orders_.size(), record::Issued{})
{
}

/// Lets `goes_on` look at each job, which stays where it yields true, and else has its verdict.
void Batch::keep(const std::function<bool(Job&, Verdict&)>& goes_on)
{
    auto end = jobs_.begin();
    for (Job& job : jobs_) {
        if (!goes_on(job, verdicts_[job.place]))
            continue;
        if (&*end != &job)
            *end = std::move(job);
        ++end;
    }
    jobs_.erase(end, jobs_.end());
}

void Batch::refuse_all(const Refusal& refusal)
{
    for (const Job& job : jobs_)
        verdicts_[job.place] = refusal;
    jobs_.clear();
}

} // namespace mdm::enrollment
