#include "load/roster.h"

namespace mdm::load {

Roster::Roster(const Crowd& crowd, const Randoms& randoms)
    : count_(crowd.count), defects_(crowd.defects),
      faults_(defects_.empty() ? 0 : crowd.faulty.of(crowd.count), crowd.count,
              randoms("faulty devices")),
      renewals_([&] {
          const auto good = crowd.count - (defects_.empty() ? 0 : crowd.faulty.of(crowd.count));
          return Lot(crowd.renewing.of(good), good, randoms("renewing devices"));
      }())
{
}

std::optional<Entry> Roster::next()
{
    if (number_ == count_)
        return std::nullopt;
    Entry entry{.number = ++number_};
    if (faults_.draw())
        entry.defect = defects_[faulty_++ % defects_.size()];
    else
        entry.renews = renewals_.draw();
    return entry;
}

} // namespace mdm::load
