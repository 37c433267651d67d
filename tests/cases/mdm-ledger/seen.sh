# A ledger with what reports are about: certificates of several states and systems, and refusals.
. "$CASE/../../revoked.sh"
mdm-revoke --serial 1A00000000000001 --reason keyCompromise --now 2026-02-01T08:00:00Z > log
sqlite3 ledger.db <<'SQL'
UPDATE certificate SET os_version = '10.0.22631.1' WHERE serial = '2A00000000000002';
UPDATE certificate SET os_version = '<b>10.0</b>', device_id = '<script>alert("x")</script>',
    kind = 'renew' WHERE serial = '3B00000000000003';
INSERT INTO certificate (serial, trace_id, kind, user_name, device_id, profile, subject,
    key_thumbprint, not_before, not_after, reserved_at, state)
    VALUES ('7E4D90A5', 't-4', 'issue', 'carol@example.com', 'D4', 'default', 'CN=D4', 'AA',
    1768046400, 1799582400, 1768046400, 'reserved');
INSERT INTO attempt (number, trace_id, happened_at, kind, user_name, device_id, outcome, subcode,
    error_type, reason, serial) VALUES
    (1, 't-1', 1768046400, 'issue', 'bob@example.com', 'D3', 'refused', 'Authorization',
     'DeviceCapReached', 'three devices are the limit', ''),
    (2, 't-2', 1768046500, 'issue', 'bob@example.com', 'D5', 'refused', 'MessageFormat', '',
     'no DeviceID', ''),
    (3, 't-3', 1768046600, 'issue', 'bob@example.com', 'D3', 'refused', 'Authorization',
     'DeviceCapReached', 'three devices are the limit', '');
SQL
