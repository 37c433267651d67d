-- A ledger of version 1, as mdm-ledger(1) describes it: three certificates, one of them never
-- stored, one revoked, and four attempts.
CREATE TABLE ledger_version (version BIGINT NOT NULL PRIMARY KEY);
CREATE TABLE certificate (serial TEXT NOT NULL PRIMARY KEY, request_key TEXT UNIQUE,
    trace_id TEXT NOT NULL, kind TEXT NOT NULL, user_name TEXT NOT NULL, device_id TEXT NOT NULL,
    profile TEXT NOT NULL, subject TEXT NOT NULL, key_thumbprint TEXT NOT NULL,
    not_before BIGINT NOT NULL, not_after BIGINT NOT NULL, reserved_at BIGINT NOT NULL,
    state TEXT NOT NULL, issued_at BIGINT, thumbprint TEXT, certificate TEXT);
CREATE INDEX certificate_walk ON certificate (reserved_at, serial, trace_id, thumbprint);
CREATE TABLE attempt (number BIGINT NOT NULL PRIMARY KEY, trace_id TEXT NOT NULL,
    happened_at BIGINT NOT NULL, kind TEXT NOT NULL, user_name TEXT NOT NULL,
    device_id TEXT NOT NULL, outcome TEXT NOT NULL, subcode TEXT NOT NULL, error_type TEXT NOT NULL,
    reason TEXT NOT NULL, serial TEXT NOT NULL);
INSERT INTO ledger_version VALUES (1);
INSERT INTO certificate VALUES
    ('5C0B1F3A77D24E19', 'K1', '11111111-aaaa-4aaa-8aaa-111111111111', 'issue',
     'alice@example.com', 'urn:uuid:BFB8FF41', 'default', 'CN=BFB8FF41', 'A1B2', 1795420800,
     1826956800, 1795421742, 'issued', 1795421743, '0F1E2D3C4B5A69788796A5B4C3D2E1F001234567',
     'REVSLTE='),
    ('7E4D90A5', 'K2', '22222222-bbbb-4bbb-8bbb-222222222222', 'issue', 'bob@example.com',
     'urn:uuid:0D33CA11', 'default', 'CN=0D33CA11', 'C3D4', 1795420800, 1826956800, 1795421800,
     'reserved', NULL, NULL, NULL),
    ('F011AA', NULL, '33333333-cccc-4ccc-8ccc-333333333333', 'offline', '', '', 'kiosk',
     'CN=kiosk-7,O=Example', 'E5F6', 1780000000, 1790000000, 1780000300, 'revoked', 1780000300,
     'FFEEDDCCBBAA99887766554433221100FFEEDDCC', 'REVSLTM=');
INSERT INTO attempt VALUES
    (1, '99999999-9999-4999-8999-999999999999', 1795421700, 'policy', 'alice@example.com',
     'urn:uuid:BFB8FF41', 'answered', '', '', '', ''),
    (2, '11111111-aaaa-4aaa-8aaa-111111111111', 1795421743, 'issue', 'alice@example.com',
     'urn:uuid:BFB8FF41', 'issued', '', '', '', '5C0B1F3A77D24E19'),
    (3, '44444444-dddd-4ddd-8ddd-444444444444', 1795421900, 'issue', 'bob@example.com',
     'urn:uuid:0D33CA12', 'refused', 'Authorization', 'DeviceCapReached',
     'three devices are the limit of this user', ''),
    (4, '55555555-eeee-4eee-8eee-555555555555', 1795421950, 'issue', 'bob@example.com', '',
     'refused', 'MessageFormat', '', 'the request has no DeviceID', '');
