"""The pages for citizens with a database role of their own: they work, and it reads no more."""

from collections.abc import Iterator
from dataclasses import dataclass
from secrets import token_hex

import psycopg
import pytest
from sqlalchemy import Connection, Engine, NullPool, TextClause, create_engine, make_url, text
from sqlalchemy.exc import ProgrammingError
from sqlmodel import Session, select

from core import clock
from core.box import boxes, entries, receipts, screening, slips
from core.box.drafts import TakeUpDraft
from core.box.models import BoxEntry
from core.handling.models import Reply, Result
from core.matters import steps
from core.matters.models import (
    FlowNode,
    LinkKind,
    Matter,
    MatterKind,
    MatterLink,
    Sensitivity,
    State,
    Verb,
)
from core.permissions import Actor, Grant, Role
from db.base import metadata
from db.settings import ROOT
from tests.core.files import samples
from tests.databases import Databases
from tests.factories import DAY, Make
from tests.pages.web.conftest import Browser
from tests.pages.web.test_box import WORDS, Citizen, read, receipt_in
from tests.server import running_server

pytestmark = pytest.mark.on_postgresql
ROLE = "lianxin_public"
# All that the role may read. What is not here it cannot see at all.
READS = {
    "attachment": {"id"},
    "audit_entry": {"id"},
    "audit_head": {"id", "hash"},
    "box": {"id", "studio_id", "committee_id", "code", "closed_at"},
    "box_entry": {
        *("id", "box_id", "studio_id", "receipt_hash", "received_at"),
        *("state", "answer", "matter_id", "name", "phone"),
    },
    "box_knock": {"id", "kind", "key", "at"},
    "box_notice": {"id", "committee_id", "number", "words", "words_en", "valid_from"},
    "committee": {"id", "name", "name_en"},
    "committee_tree": {"ancestor_id", "descendant_id", "depth"},
    "flow_node": {"committee_id", "kind", "state", "used", "name"},
    "handling_unit": {"id", "name"},
    "matter": {
        *("id", "committee_id", "kind", "state", "is_open", "sensitivity"),
        *("submitter", "source", "received_on", "replied_on", "binned_at"),
    },
    "matter_link": {"from_id", "to_id", "kind"},
    "reply": {"id", "matter_id", "unit_id", "words", "replied_on"},
    "revision": {"committee_id", "number"},
    "slip": {"matter_id", "receipt_hash"},
    "step": {"id", "matter_id", "verb", "from_state", "words", "taken_on"},
    "studio": {"id", "name", "state", "binned_at"},
}
PUTS_IN = {"attachment", "audit_entry", "box_entry", "box_knock", "request_key"}
CHANGES = {"audit_head": {"hash"}, "box": {"version"}, "revision": {"number"}}


@dataclass
class Outside:
    """A server whose pages for citizens have a role of their own, and what that role sees."""

    base: str
    seen: Engine


@pytest.fixture(scope="module")
def outside(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    with databases.fresh(tmp_path_factory.mktemp("house")) as url:
        house = make_url(url)
        with psycopg.connect(_plain(url), autocommit=True) as owner:
            for _ in range(2):  # as after an upgrade
                owner.execute((ROOT / "deploy" / "public-role.sql").read_bytes())
        public = house.set(username=ROLE, password="x").render_as_string(hide_password=False)
        engine = create_engine(public, poolclass=NullPool)
        with running_server({"LIANXIN_PUBLIC_DATABASE_URL": public}) as base:
            yield Outside(base, engine)
        engine.dispose()


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")


@pytest.fixture
def db(outside: Outside) -> Iterator[Session]:
    from db.session import engine

    with Session(engine(), expire_on_commit=False) as session:
        yield session


@pytest.fixture
def clerk(db: Session) -> Actor:
    make = Make(db)
    home = make.committee(code=token_hex(4), name="示例县政协")
    account = make.account(username=f"clerk-{token_hex(4)}", committee_id=home.id)
    return Actor(account.id, account.name, account.language, (Grant(Role.CLERK, home.id, home.id),))


@pytest.fixture
def citizen(outside: Outside, db: Session, clerk: Actor) -> Citizen:
    studio = Make(db).studio(committee_id=clerk.grants[0].committee_id, code=token_hex(4))
    box = boxes.open_box(db, clerk, studio.id)
    db.commit()
    found = Citizen(Browser(outside.base), box.code, entries.open_at(db, box.code).notice.id)
    db.rollback()
    found.open()
    return found


def entry_of(db: Session, receipt: str) -> BoxEntry:
    asked = select(BoxEntry).where(BoxEntry.receipt_hash == receipts.hashed(receipt))
    return db.exec(asked).one()


def take_up(db: Session, clerk: Actor, receipt: str) -> Matter:
    draft = TakeUpDraft("关于修复路灯的建议", WORDS)
    return screening.take_up(db, clerk, entry_of(db, receipt).id, draft, 1)


def answer(db: Session, matter: Matter, words: str) -> None:
    make = Make(db)
    unit = make.unit(committee_id=matter.committee_id, code=token_hex(4), name="示例县城管局")
    make.save(
        Reply(matter_id=matter.id, unit_id=unit.id, result=Result.A, words=words, replied_on=DAY)
    )
    matter.state = State.REPLIED


class TestPages:
    def test_a_citizen_writes_and_reads_the_reply(
        self, db: Session, clerk: Actor, citizen: Citizen
    ) -> None:
        sent = citizen.send(samples.photo(), name="张三", phone="13800000000")
        receipt = receipt_in(sent)
        waiting = read(citizen.look(receipt))
        matter = take_up(db, clerk, receipt)
        answer(db, matter, "路灯已经修好。")
        db.commit()

        told = read(citizen.look(receipt))

        assert sent.status == 200
        assert "已收到" in waiting
        assert "路灯已经修好。" in told
        assert "示例县城管局" in told

    def test_a_citizen_reads_what_the_office_says_under_its_own_names(
        self, db: Session, clerk: Actor, citizen: Citizen
    ) -> None:
        open_, labelled = (receipt_in(citizen.send()) for _ in range(2))
        home = clerk.grants[0].committee_id
        Make(db).save(
            FlowNode(committee_id=home, kind=MatterKind.OPINION, state=State.KEPT, name="存档备查")
        )
        for receipt in (open_, labelled):
            matter = take_up(db, clerk, receipt)
            if receipt == labelled:
                matter.sensitivity = Sensitivity.SENSITIVE
            steps.move(db, clerk, matter, Verb.KEEP, "已有同类事项办理中。")
        db.commit()

        told, of_the_other = (read(citizen.look(receipt)) for receipt in (open_, labelled))

        assert all(one in told for one in ("存档备查", "已有同类事项办理中。"))
        assert "已有同类事项办理中。" not in of_the_other
        assert "当面" in of_the_other

    def test_reads_why_it_was_returned_of_slips_alone(
        self, outside: Outside, db: Session, clerk: Actor
    ) -> None:
        make, home = Make(db), clerk.grants[0].committee_id
        own, other = (make.matter(committee_id=home, number=None) for _ in range(2))
        slips.make(db, clerk, own.id)
        for one in (own, other):
            steps.move(db, clerk, one, Verb.RETURN, "请补充。")
        db.commit()

        with outside.seen.connect() as link:
            asked = text("SELECT matter_id FROM step WHERE matter_id IN (:own, :other)")
            seen = link.execute(asked, {"own": own.id, "other": other.id}).scalars().all()
        db.rollback()

        assert seen == [own.id]

    def test_reads_no_step_but_what_is_said_to_citizens(
        self, outside: Outside, db: Session, clerk: Actor, citizen: Citizen
    ) -> None:
        matter = take_up(db, clerk, receipt_in(citizen.send()))
        other = Make(db).matter(committee_id=matter.committee_id, number=None)
        for one in (matter, other):
            steps.move(db, clerk, one, Verb.SCREEN, "初审意见。")
            steps.move(db, clerk, one, Verb.EDIT, "编辑意见。")
        db.commit()

        with outside.seen.connect() as link:
            asked = text("SELECT verb, words FROM step WHERE matter_id IN (:own, :other)")
            seen = link.execute(asked, {"own": matter.id, "other": other.id}).all()
        db.rollback()

        assert [tuple(one) for one in seen] == [("screen", "初审意见。")]

    def test_a_slip_tells_an_organisation_where_its_matter_is_and_why_it_was_returned(
        self, db: Session, clerk: Actor, citizen: Citizen
    ) -> None:
        make = Make(db)
        organisation = {"submitter": "organisation", "organisation": "示例党派县委会"}
        rows = [
            make.matter(committee_id=clerk.grants[0].committee_id, number=None, **organisation)
            for _ in range(3)
        ]
        returned, answered, unslipped = rows
        codes = []
        for row in (returned, answered):
            slips.make(db, clerk, row.id)
            codes.append(slips.paper(db, clerk, row.id).code)
        for row in (returned, unslipped):
            steps.move(db, clerk, row, Verb.RETURN, f"请补充{row.id}。")
        answer(db, answered, "旧桥已经修好。")
        db.commit()

        told = [read(citizen.look(code)) for code in codes]

        assert "已退回" in told[0]
        assert f"请补充{returned.id}。" in told[0]
        assert "旧桥已经修好。" in told[1]
        assert not any(f"请补充{unslipped.id}。" in one for one in told)

    def test_a_slip_tells_the_reply_however_often_the_matter_became_another(
        self, db: Session, clerk: Actor, citizen: Citizen
    ) -> None:
        make, home = Make(db), clerk.grants[0].committee_id
        proposal, item, last = (make.matter(committee_id=home, number=None) for _ in range(3))
        slips.make(db, clerk, proposal.id)
        code = slips.paper(db, clerk, proposal.id).code
        proposal.state, item.state = State.CONVERTED, State.MERGED
        for old, new, kind in (
            (proposal, item, LinkKind.CONVERTED),
            (item, last, LinkKind.MERGED),
        ):
            make.save(MatterLink(from_id=old.id, to_id=new.id, kind=kind))
        answer(db, last, "旧桥已经修好。")
        db.commit()

        assert "旧桥已经修好。" in read(citizen.look(code))

    def test_a_citizen_withdraws_and_is_forgotten(
        self, db: Session, clerk: Actor, citizen: Citizen
    ) -> None:
        first, second = (receipt_in(citizen.send(name="张三")) for _ in range(2))
        take_up(db, clerk, first)
        db.commit()

        withdrawn = citizen.look(first, "withdraw", "yes")
        forgotten = citizen.look(second, "forget", "yes")

        db.rollback()
        assert [one.status for one in (withdrawn, forgotten)] == [200, 200]
        assert (entry_of(db, first).words, entry_of(db, second).name) == ("", "")

    def test_too_much_is_still_refused(self, citizen: Citizen) -> None:
        answers = [citizen.send().status for _ in range(7)]

        assert answers[:5] == [200] * 5
        assert answers[-1] == 429

    def test_it_is_the_role_that_they_use(self, outside: Outside, citizen: Citizen) -> None:
        citizen.open()
        asked = text(
            "SELECT count(*) FROM pg_stat_activity WHERE usename = current_user"
            " AND datname = current_database() AND pid <> pg_backend_pid()"
        )

        with outside.seen.connect() as link:
            assert link.scalar(asked)


class TestRole:
    def test_reads_these_columns_and_no_others(self, outside: Outside) -> None:
        asked = text("SELECT has_column_privilege(:table, :column, 'SELECT')")
        with outside.seen.connect() as link:
            found = {
                table: {c.name for c in one.columns if _told(link, asked, table, c.name)}
                for table, one in metadata().tables.items()
            }

        assert {table: columns for table, columns in found.items() if columns} == READS

    def test_puts_in_and_changes_no_more_than_it_must(self, outside: Outside) -> None:
        may = text("SELECT has_table_privilege(:table, :column)")
        change = text("SELECT has_column_privilege(:table, :column, 'UPDATE')")
        tables = metadata().tables
        with outside.seen.connect() as link:
            puts_in = {table for table in tables if _told(link, may, table, "INSERT")}
            takes_out = {table for table in tables if _told(link, may, table, "DELETE")}
            changes = {
                table: {c.name for c in one.columns if _told(link, change, table, c.name)}
                for table, one in tables.items()
            }

        assert puts_in == PUTS_IN
        assert takes_out == {"box_knock"}
        assert {table: columns for table, columns in changes.items() if columns} == CHANGES

    @pytest.mark.parametrize(
        "statement",
        [
            "SELECT words FROM box_entry",
            "SELECT title, situation FROM matter",
            "SELECT * FROM member",
            "SELECT password_hash FROM account",
            "UPDATE box_entry SET words = ''",
            "DELETE FROM audit_entry",
            "CREATE POLICY more ON reply USING (true)",
        ],
    )
    def test_is_refused_by_the_database_itself(self, outside: Outside, statement: str) -> None:
        with outside.seen.connect() as link, pytest.raises(ProgrammingError, match=r"denied|owner"):
            link.execute(text(statement))

    def test_reads_no_reply_but_those_to_what_came_through_a_box(
        self, outside: Outside, db: Session, clerk: Actor, citizen: Citizen
    ) -> None:
        sent = [receipt_in(citizen.send()) for _ in range(2)]
        matter, labelled = (take_up(db, clerk, receipt) for receipt in sent)
        labelled.sensitivity = Sensitivity.INTERNAL
        other = Make(db).matter(committee_id=matter.committee_id, number=None)
        answers = ("给群众的答复。", "内部的答复。", "别人的答复。")
        for one, words in zip((matter, labelled, other), answers, strict=True):
            answer(db, one, words)
        db.commit()

        with outside.seen.connect() as link:
            seen = link.execute(text("SELECT words FROM reply ORDER BY id DESC")).scalars().all()
        db.rollback()

        assert "内部的答复。" not in seen
        assert "给群众的答复。" in seen
        assert "别人的答复。" not in seen
        assert "别人的答复。" in db.exec(select(Reply.words)).all()

    def test_reads_no_reply_nor_step_of_what_lies_in_the_bin(
        self, outside: Outside, db: Session, clerk: Actor, citizen: Citizen
    ) -> None:
        receipt = receipt_in(citizen.send())
        matter = take_up(db, clerk, receipt)
        steps.move(db, clerk, matter, Verb.SCREEN, "已删事项的意见。")
        answer(db, matter, "已删事项的答复。")
        matter.binned_at = clock.now()
        db.commit()

        with outside.seen.connect() as link:
            seen = [
                link.scalar(text(f"SELECT count(*) FROM {table} WHERE matter_id = {matter.id}"))
                for table in ("reply", "step")
            ]
        told = read(citizen.look(receipt))

        assert seen == [0, 0]
        assert "示例县城管局" not in told


def _told(link: Connection, asked: TextClause, table: str, column: str) -> bool:
    return bool(link.scalar(asked, {"table": f'"{table}"', "column": column}))
