#pragma once

#include "invite/deep_link.h"
#include "invite/qr_code.h"
#include "web/page.h"

#include <string>

namespace mdm::invite {

/// A page to be printed or sent to a user: the link, its QR code, and the steps on the device, in
/// the words of `look`. One file of HTML that loads nothing; in colours for paper.
std::string invitation_page(const Invitation& invitation, const Secret& link, const QrCode& code,
                            const web::Look& look);

} // namespace mdm::invite
