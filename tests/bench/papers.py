"""Duty files of a committee's members as one zip, as an office fetches them: processor time.

The file of a whole term is made, the longest there is. What the process that draws them takes is
counted with what the server takes itself.
"""

import asyncio
import io
import resource
import zipfile
from dataclasses import dataclass
from urllib.parse import urlencode

from sqlmodel import col, select
from starlette.requests import Request
from starlette.responses import Response

from core.committees.models import Committee, Level
from core.members.models import Member
from core.papers import passes
from core.papers.models import PaperKind
from db.session import transaction
from pages._web import papers
from tests.bench.house import House

FILES = 209


@dataclass(frozen=True, slots=True)
class Taken:
    """Processor seconds and megabytes of so many files."""

    files: int
    seconds: float
    server: float
    megabytes: float


def measure(house: House) -> Taken:
    """Fetch the duty files of the first members of a county once."""
    asked = _asked(house)
    server, children = _used(resource.RUSAGE_SELF), _used(resource.RUSAGE_CHILDREN)
    answer = asyncio.run(papers.several(asked))
    server = _used(resource.RUSAGE_SELF) - server
    seconds = server + _used(resource.RUSAGE_CHILDREN) - children
    return Taken(_files(answer), seconds, server, len(answer.body) / 2**20)


def _asked(house: House) -> Request:
    """What the browser of the chair's office asks for, once a reason was typed."""
    kind = PaperKind.DUTY_FILE
    with transaction() as session:
        token = passes.give(session, house.actor, kind, "measuring")
        county = select(Committee.id).where(Committee.level == Level.COUNTY)
        wanted = select(Member.id).where(col(Member.committee_id).in_(county)).limit(FILES)
        ids = ",".join(str(one) for one in session.exec(wanted))
    query = urlencode({"ids": ids, "as": "docx", "lang": "zh", "t": token})
    cookies = "; ".join(f"{name}={value}" for name, value in house.sign_in().items())
    return Request(
        {
            "type": "http",
            "method": "GET",
            "scheme": "http",
            "path": f"/papers/{kind.value}",
            "path_params": {"kind": kind.value},
            "query_string": query.encode(),
            "headers": [(b"cookie", cookies.encode())],
        }
    )


def _files(answer: Response) -> int:
    with zipfile.ZipFile(io.BytesIO(bytes(answer.body))) as package:
        return len(package.namelist())


def _used(of: int) -> float:
    found = resource.getrusage(of)
    return found.ru_utime + found.ru_stime
