#pragma once

#include "web/html.h"

#include <cstddef>
#include <string>
#include <vector>

namespace mdm::upkeep {

/// One bar: what it is for, and how long each of its parts is.
struct Bar {
    std::string label;
    std::vector<std::size_t> parts;
};

/// A plot in numbers. `parts` names what a bar consists of, two at most.
struct Plot {
    std::string id; ///< unique in its page
    std::string title;
    std::vector<std::string> parts;
    std::vector<Bar> bars;
};

/// SVG that needs no script, its colours those of the page: bars that stand, the parts one on top
/// of the other, for a row of days. Its title and its numbers are there for those who hear it.
web::Html standing_bars(const Plot& plot);

/// Bars that lie, for names, with their numbers beside them; the first part alone.
web::Html lying_bars(const Plot& plot);

/// The numbers of a plot as a table.
web::Html table_of(const Plot& plot, const std::string& label_heading);

} // namespace mdm::upkeep
