#pragma once

#include "upkeep/statistics.h"
#include "web/html.h"

#include <string>

namespace mdm::upkeep {

/// One HTML page that needs nothing beside itself, and no script: a ledger in numbers and plots,
/// for a screen, light or dark, and for paper. What devices and users sent is text in it.
std::string report_page(const Statistics& statistics, const std::string& organisation);

/// The style sheet of the page.
web::Markup report_style();

} // namespace mdm::upkeep
