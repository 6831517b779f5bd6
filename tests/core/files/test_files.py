"""Keeping attachments."""

import hashlib

import pytest
from sqlmodel import Session, col, select

from core.audit.models import AuditEntry
from core.errors import NotFound, RuleBroken
from core.files import queries, storage
from core.files import service as files
from core.files.models import Attachment, FileOwner
from core.files.service import Owner
from core.permissions import Actor, Role
from db.settings import settings
from tests.core.files import samples
from tests.factories import Make


@pytest.fixture
def owner(make: Make) -> Owner:
    activity = make.activity()
    return Owner(FileOwner.ACTIVITY, activity.id, activity.committee_id)


@pytest.fixture
def actor(make: Make) -> Actor:
    return make.actor(Role.CLERK)


def test_bytes_are_kept_under_a_name_that_nobody_typed(
    session: Session, actor: Actor, owner: Owner
) -> None:
    row = files.add(session, actor, owner, "../../etc/读书日 照片.png", samples.photo("PNG"))

    kept = storage.path_of(row.stored_as)
    assert kept.read_bytes().startswith(b"\xff\xd8\xff")
    assert row.sha256 == hashlib.sha256(kept.read_bytes()).hexdigest()
    assert row.size_bytes == kept.stat().st_size
    assert kept.is_relative_to(settings().files_dir)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert row.name == "读书日 照片.jpg"
    assert "读书" not in str(kept)


def test_what_is_refused_leaves_neither_row_nor_file(
    session: Session, actor: Actor, owner: Owner
) -> None:
    with pytest.raises(RuleBroken):
        files.add(session, actor, owner, "page.jpg", b"<html>")

    assert not session.exec(select(Attachment)).all()
    assert not list(settings().files_dir.rglob("*.*"))


def test_a_disk_that_is_nearly_full_is_told(
    session: Session, actor: Actor, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "LEAST_FREE", 2**62)

    with pytest.raises(RuleBroken, match="nearly full"):
        files.add(session, actor, owner, "a.pdf", samples.PDF)

    assert not session.exec(select(Attachment)).all()


def test_binned_ones_are_not_listed_and_not_sent_until_restored(
    session: Session, actor: Actor, owner: Owner
) -> None:
    row = files.add(session, actor, owner, "a.pdf", samples.PDF)

    files.bin_(session, actor, owner, row.id)
    listed_when_binned = queries.of(session, owner.kind, owner.id)
    with pytest.raises(NotFound):
        queries.stored(session, row.id)
    files.restore(session, actor, owner, row.id)

    assert listed_when_binned == []
    assert [one.id for one in queries.of(session, owner.kind, owner.id)] == [row.id]
    sent = queries.stored(session, row.id)
    assert (sent.path.read_bytes(), sent.name, sent.is_photo) == (samples.PDF, "a.pdf", False)


def test_an_attachment_of_another_owner_is_not_found(
    session: Session, make: Make, actor: Actor, owner: Owner
) -> None:
    row = files.add(session, actor, owner, "a.pdf", samples.PDF)
    other = Owner(FileOwner.ACTIVITY, make.activity().id, owner.committee_id)

    for change in (files.bin_, files.restore):
        with pytest.raises(NotFound):
            change(session, actor, other, row.id)
    with pytest.raises(NotFound):
        queries.stored(session, 999)


def test_each_change_is_in_the_trail(session: Session, actor: Actor, owner: Owner) -> None:
    row = files.add(session, actor, owner, "a.pdf", samples.PDF)
    files.bin_(session, actor, owner, row.id)
    files.restore(session, actor, owner, row.id)

    entries = session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).all()
    assert [entry.action for entry in entries] == [
        "attachment:added",
        "attachment:binned",
        "attachment:restored",
    ]
    assert row.sha256 in entries[0].after


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a.jpg.exe", "a.jpg.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("", "file.pdf"),
        ("C:\\temp\\会议纪要.doc", "会议纪要.pdf"),
        ('x"\r\nSet-Cookie: a=b', "x Set-Cookie a=b.pdf"),
        ("照" * 600, "照" * 120 + ".pdf"),
        ("\u202egpj.exe", "gpj.pdf"),
    ],
)
def test_names_are_made_harmless(typed: str, kept: str) -> None:
    assert files.clean_name(typed, "application/pdf") == kept
