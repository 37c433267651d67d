#pragma once

#include "core/result.h"
#include "device/random.h"

#include <string>
#include <string_view>
#include <vector>

namespace mdm::device {

/// What a simulated device says about itself.
struct Device {
    std::string id = {}; ///< DeviceID: opaque, 32 upper-case hexadecimal digits when drawn
    std::string enrollment_id = {}; ///< a GUID in upper case: stands in the subject of the request
    std::string name = {};          ///< "DESKTOP-7CTQ2B1"
    std::string hardware_id = {};   ///< HWDevID: 64 hexadecimal digits
    std::vector<std::string> macs = {};
    std::string type = "CIMClient_Windows";
    std::string application_version = "10.0.26100.1";
    std::string os_version = "10.0.26100.1742";
    std::string os_edition = "4"; ///< 4 is Enterprise (MS-MDE2 2.2.9.6)
    std::string locale = "en-US";
    std::string request_version = "5.0";
};

/// A Windows 11 desktop computer with ids of its own.
Device draw_device(const Random& random);

/// The 32 hexadecimal digits by which the certificate request names the device: the DeviceID's own
/// where it has that many (hyphens and braces aside), else the beginning of its SHA-256.
std::string request_digits(const Device& device);

/// Full: a user's certificate, into My/User. Device: a device's, into My/System.
enum class EnrollmentType { full, device };

/// "Full", "Device". Fails with usage.
Result<EnrollmentType> enrollment_type_from(std::string_view word);
std::string_view to_text(EnrollmentType type);

/// One ac:ContextItem.
struct ContextItem {
    std::string name;
    std::string value;
};

/// Reads "NAME=VALUE". Fails with usage when there is no name.
Result<ContextItem> context_item_from(std::string_view text);

/// What a device sends as AdditionalContext, in the order in which devices do. The
/// items of `changes` replace those of the same name, and several of one name stand one after the
/// other; a name that is not there yet comes last.
std::vector<ContextItem> context_items(const Device& device, EnrollmentType type,
                                       const std::vector<ContextItem>& changes = {});

} // namespace mdm::device
