-- PostgreSQL 专用：群众页面（意见箱、回执）的数据库角色。用数据库属主执行；每次升级后再执行一次：
--   psql -v ON_ERROR_STOP=1 -f deploy/public-role.sql lianxin
--   psql -c "ALTER ROLE lianxin_public LOGIN PASSWORD '…'" lianxin
-- 再设置 LIANXIN_PUBLIC_DATABASE_URL=postgresql+psycopg://lianxin_public:…@127.0.0.1/lianxin
--
-- The role of the pages for citizens. Run it as the owner of the tables, and once more after each
-- upgrade. It puts in what citizens write and reads how that stands, column by column, and nothing
-- else: no words of an entry, no text of a matter, no member, no account.
BEGIN;

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lianxin_public') THEN
    CREATE ROLE lianxin_public LOGIN;
  END IF;
END $$;

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM lianxin_public;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM lianxin_public;
GRANT USAGE ON SCHEMA public TO lianxin_public;

-- The form of an open box.
GRANT SELECT (id, studio_id, committee_id, code, closed_at) ON box TO lianxin_public;
GRANT SELECT (id, name, state, binned_at) ON studio TO lianxin_public;
GRANT SELECT (id, name, name_en) ON committee TO lianxin_public;
GRANT SELECT (ancestor_id, descendant_id, depth) ON committee_tree TO lianxin_public;
GRANT SELECT (id, committee_id, number, words, words_en, valid_from) ON box_notice TO lianxin_public;

-- Counting who sends too much. Locking a row asks for the right to change a column of it.
GRANT SELECT, INSERT, DELETE ON box_knock TO lianxin_public;
GRANT UPDATE (version) ON box TO lianxin_public;

-- What a citizen sends, with its photo, its key and its entry in the trail.
GRANT INSERT ON box_entry, attachment, request_key, audit_entry TO lianxin_public;
GRANT SELECT (id) ON attachment, audit_entry TO lianxin_public;
GRANT SELECT (id, hash), UPDATE (hash) ON audit_head TO lianxin_public;
GRANT SELECT (committee_id, number), UPDATE (number) ON revision TO lianxin_public;
GRANT USAGE ON SEQUENCE
  box_knock_id_seq, box_entry_id_seq, attachment_id_seq, audit_entry_id_seq TO lianxin_public;

-- How things stand for a receipt code. The name and the number are sealed text.
GRANT SELECT (id, box_id, studio_id, receipt_hash, received_at, state, answer, matter_id, name, phone)
  ON box_entry TO lianxin_public;
GRANT SELECT (matter_id, receipt_hash) ON slip TO lianxin_public;
GRANT SELECT (id, committee_id, kind, state, is_open, sensitivity, submitter, source, received_on,
  replied_on, binned_at) ON matter TO lianxin_public;
GRANT SELECT (from_id, to_id, kind) ON matter_link TO lianxin_public;
GRANT SELECT (committee_id, kind, state, used, name) ON flow_node TO lianxin_public;
GRANT SELECT (id, name) ON handling_unit TO lianxin_public;
GRANT SELECT (id, matter_id, unit_id, words, replied_on) ON reply TO lianxin_public;
GRANT SELECT (id, matter_id, verb, from_state, words, taken_on) ON step TO lianxin_public;

-- Of the replies, and of what the office says to who raised a matter, only what belongs to what
-- came through a box or has a receipt slip, or to what that was merged into or became, however
-- often. Nothing that is not open, or is labelled, or lies in the bin.
CREATE OR REPLACE FUNCTION is_told_to_codes(asked integer) RETURNS boolean
LANGUAGE sql STABLE AS $$
  WITH RECURSIVE behind (id) AS (
    SELECT asked
    UNION
    SELECT matter_link.from_id FROM matter_link JOIN behind ON matter_link.to_id = behind.id
    WHERE matter_link.kind IN ('duplicate', 'merged', 'converted')
  )
  SELECT EXISTS (
    SELECT FROM matter
    WHERE matter.id = asked AND matter.is_open AND matter.sensitivity = 'ordinary'
      AND matter.binned_at IS NULL
  ) AND EXISTS (
    SELECT FROM behind
    WHERE EXISTS (SELECT FROM box_entry WHERE box_entry.matter_id = behind.id)
      OR EXISTS (SELECT FROM slip WHERE slip.matter_id = behind.id)
  )
$$;

ALTER TABLE reply ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS the_house ON reply;
CREATE POLICY the_house ON reply USING (current_user <> 'lianxin_public');
DROP POLICY IF EXISTS through_a_box ON reply;
CREATE POLICY through_a_box ON reply FOR SELECT TO lianxin_public
  USING (is_told_to_codes(reply.matter_id));

ALTER TABLE step ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS the_house ON step;
CREATE POLICY the_house ON step USING (current_user <> 'lianxin_public');
DROP POLICY IF EXISTS through_a_box ON step;
CREATE POLICY through_a_box ON step FOR SELECT TO lianxin_public USING (
  (
    step.verb IN ('keep', 'feed_back', 'screen')
    OR (
      step.verb IN ('return', 'refuse')
      AND EXISTS (SELECT FROM slip WHERE slip.matter_id = step.matter_id)
    )
  )
  AND is_told_to_codes(step.matter_id)
);

COMMIT;
