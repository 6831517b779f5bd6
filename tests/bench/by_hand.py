"""The book of five colours as somebody who knows the tables would write it: one statement.

It gives each member of a county (`:home`) the points, from `:first` to `:last`.
"""

STATEMENT = """
WITH scored AS (
  SELECT id FROM member
  WHERE committee_id = :home AND binned_at IS NULL AND scored
    AND joined_on <= :last AND (left_on IS NULL OR left_on > :first)
),
sector AS (
  SELECT c.id FROM category c LEFT JOIN category p ON p.id = c.parent_id
  WHERE c.code = 'sector' OR p.code = 'sector'
),
plenary AS (
  SELECT c.id FROM category c LEFT JOIN category p ON p.id = c.parent_id
  WHERE c.code = 'plenary' OR p.code = 'plenary'
),
attended AS (
  SELECT t.member_id,
    sum(t.counted IN ('present', 'late', 'left_early')) AS went,
    sum(t.leave_kind IS NULL OR t.leave_kind NOT IN ('official_duty', 'posted_away')) AS called,
    sum(t.counted IN ('present', 'late', 'left_early')
      AND t.category_id IN (SELECT id FROM sector)) AS in_sector,
    count(DISTINCT CASE WHEN t.counted = 'absent' AND t.category_id IN (SELECT id FROM plenary)
      THEN substr(t.held_on, 1, 4) END) AS plenaries_absent
  FROM attendance t
  WHERE t.member_id IN (SELECT id FROM scored) AND t.held_on BETWEEN :first AND :last
    AND t.activity_id NOT IN (SELECT id FROM activity WHERE held_on BETWEEN :first AND :last
      AND (stage <> 'done' OR binned_at IS NOT NULL))
  GROUP BY t.member_id
),
signed AS (
  SELECT matter_id, member_id, max(role) AS role FROM (
    SELECT matter_id, member_id, role FROM author
    WHERE consent = 'agreed' AND member_id IN (SELECT id FROM scored)
    UNION ALL
    SELECT l.to_id, w.member_id, w.role
    FROM matter_link l JOIN author w ON w.matter_id = l.from_id
    WHERE l.kind = 'merged' AND w.consent = 'agreed' AND w.member_id IN (SELECT id FROM scored)
  ) GROUP BY matter_id, member_id
),
raised AS (
  SELECT s.member_id,
    sum(CASE WHEN m.kind = 'proposal' AND m.screened_on IS NOT NULL
      THEN CASE s.role WHEN 'first' THEN 1000 ELSE 300 END ELSE 0 END) AS registered,
    sum(CASE WHEN m.kind = 'proposal' AND m.screened_on IS NOT NULL AND s.role = 'first'
      AND p.result = 'a' THEN 500 ELSE 0 END) AS solved,
    sum(CASE WHEN m.kind = 'opinion' AND m.state NOT IN ('submitted', 'returned')
      THEN CASE WHEN EXISTS (SELECT 1 FROM author o WHERE o.matter_id = m.id
        AND o.role = 'co_signer' AND o.consent = 'agreed') THEN 200 ELSE 400 END
      ELSE 0 END) AS screened
  FROM signed s JOIN matter m ON m.id = s.matter_id
  LEFT JOIN proposal p ON p.matter_id = m.id
  WHERE m.received_on BETWEEN :first AND :last AND m.binned_at IS NULL
    AND m.state NOT IN ('draft', 'gathering', 'withdrawn', 'merged')
  GROUP BY s.member_id
),
rungs AS (
  SELECT s.member_id, m.id,
    max((CASE d.level WHEN 'nation' THEN 2000 WHEN 'province' THEN 1200
        WHEN 'prefecture' THEN 800 ELSE 500 END)
      / (CASE d.kind WHEN 'composite' THEN 2 ELSE 1 END)
      / (CASE WHEN EXISTS (SELECT 1 FROM author o WHERE o.matter_id = m.id
        AND o.role = 'co_signer' AND o.consent = 'agreed') THEN 2 ELSE 1 END)) AS points
  FROM adoption d JOIN matter m ON m.id = d.matter_id JOIN signed s ON s.matter_id = m.id
  WHERE d.adopted_on BETWEEN :first AND :last AND m.binned_at IS NULL
  GROUP BY s.member_id, m.id
),
adopted AS (SELECT member_id, sum(points) AS points FROM rungs GROUP BY member_id),
claimed AS (
  SELECT subject_id, count(*) * 500 AS points FROM claim
  WHERE subject_kind = 'members' AND committee_id = :home AND item_key = 'action'
    AND state = 'approved' AND binned_at IS NULL AND done_on BETWEEN :first AND :last
  GROUP BY subject_id
),
honoured AS (
  SELECT member_id, sum(CASE level WHEN 'nation' THEN 1000 WHEN 'province' THEN 1000
    WHEN 'prefecture' THEN 600 ELSE 400 END) AS points
  FROM commendation
  WHERE member_id IN (SELECT id FROM scored) AND binned_at IS NULL
    AND (given_on BETWEEN :first AND :last OR given_on IS NULL
      AND year BETWEEN substr(:first, 1, 4) + 0 AND substr(:last, 1, 4) + 0)
  GROUP BY member_id
),
reported AS (
  SELECT r.member_id, sum(CASE r.position WHEN 0 THEN 500 ELSE 200 END) AS points
  FROM contributor r JOIN contribution c ON c.id = r.contribution_id
  WHERE r.member_id IN (SELECT id FROM scored) AND c.kind = 'research_report'
    AND c.binned_at IS NULL AND c.given_on BETWEEN :first AND :last
  GROUP BY r.member_id
)
SELECT id, max(0, min(11000, meetings + proposals + opinions + actions + in_sector + bonus)),
  meetings, proposals, opinions, actions, in_sector, bonus, plenaries_absent
FROM (
  SELECT scored.id,
    CASE WHEN coalesce(called, 0) = 0 THEN 0
      WHEN (20000 * went + called) / (2 * called) >= 9000 THEN 3000
      WHEN (20000 * went + called) / (2 * called) >= 6667 THEN 2000
      WHEN (20000 * went + called) / (2 * called) >= 5000 THEN 1000 ELSE 0 END AS meetings,
    min(coalesce(registered, 0) + coalesce(solved, 0), 2000) AS proposals,
    min(coalesce(screened, 0) + coalesce(adopted.points, 0), 2000) AS opinions,
    min(coalesce(claimed.points, 0), 1500) AS actions,
    CASE WHEN in_sector >= 2 THEN 1500 WHEN in_sector = 1 THEN 800 ELSE 0 END AS in_sector,
    min(coalesce(honoured.points, 0) + coalesce(reported.points, 0), 1000) AS bonus,
    coalesce(plenaries_absent, 0) AS plenaries_absent
  FROM scored
  LEFT JOIN attended ON attended.member_id = scored.id
  LEFT JOIN raised ON raised.member_id = scored.id
  LEFT JOIN adopted ON adopted.member_id = scored.id
  LEFT JOIN claimed ON claimed.subject_id = scored.id
  LEFT JOIN honoured ON honoured.member_id = scored.id
  LEFT JOIN reported ON reported.member_id = scored.id
)
"""
