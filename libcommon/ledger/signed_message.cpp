#include "ledger/signed_message.h"

#include <soci/soci.h>

namespace mdm::ledger {

Seen remember(soci::session& sql, const SignedMessage& message, Time now)
{
    const long long moment = seconds_since_epoch(now);
    sql << "DELETE FROM signed_message WHERE good_until < :now", soci::use(moment);
    std::string known;
    sql << "SELECT message FROM signed_message WHERE content = :content", soci::into(known),
        soci::use(message.content);
    if (sql.got_data())
        return known == message.message ? Seen::same : Seen::other;
    int count = 0;
    sql << "SELECT COUNT(*) FROM signed_message WHERE certificate = :certificate",
        soci::into(count), soci::use(message.certificate);
    if (count >= signed_messages_max)
        return Seen::too_often;
    const long long good_until = seconds_since_epoch(message.good_until);
    sql << "INSERT INTO signed_message (content, message, certificate, good_until)"
           " VALUES (:content, :message, :certificate, :good_until)",
        soci::use(message.content), soci::use(message.message), soci::use(message.certificate),
        soci::use(good_until);
    return Seen::never;
}

} // namespace mdm::ledger
