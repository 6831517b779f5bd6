"""The commands of `lianxin`."""

import os
import sys
from typing import Annotated

import typer

from core.accounts import setup
from core.errors import RuleBroken
from core.i18n import N_
from core.transfer import examples
from db import migrations
from db.session import transaction
from db.settings import ROOT
from pages._console import checks, messages
from pages._console.words import fail, say

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # its boxes would print values of variables
    help="连心桥 Lianxin",
)

Address = Annotated[str, typer.Option(help="监听地址 the address to listen at")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="端口 the port to listen at")]


@app.command()
def serve(address: Address = "0.0.0.0", port: Port = 8501) -> None:  # noqa: S104  an office server
    """检查、升级数据库并启动服务 Check, migrate and serve."""
    checks.check_port(address, port)
    _prepare()
    shown = "localhost" if address in ("0.0.0.0", "::") else address  # noqa: S104  see above
    say(N_("Lianxin starts at {url} . Stop it with Ctrl+C."), url=f"http://{shown}:{port}")
    _tell_code()
    sys.stdout.flush()
    os.chdir(ROOT)
    place = ["--server.address", address, "--server.port", str(port)]
    os.execv(  # noqa: S606  the server takes this process over, with its signals
        sys.executable, [sys.executable, "-m", "streamlit", "run", "Home.py", *place]
    )


@app.command()
def migrate() -> None:
    """升级数据库 Bring the database to the newest schema."""
    _prepare()
    say(N_("The database is up to date."))


@app.command("setup-code")
def setup_code() -> None:
    """重新生成初始设置码 Print a new one-time setup code."""
    _prepare()
    if not _tell_code():
        fail(N_("Lianxin is set up already. Sign in."))


@app.command()
def demo() -> None:
    """载入五个示例政协 Load the five example committees."""
    _prepare()
    try:
        with transaction() as session:
            examples.load_demo(session)
    except RuleBroken as refusal:
        fail(refusal.message, **refusal.parts)
    say(N_("The example committees are loaded."))


@app.command("messages")
def update_messages(
    check: Annotated[bool, typer.Option(help="只检查 only look, change nothing")] = False,
) -> None:
    """更新中文文本目录并列出缺译 Update the catalogue and list what has no Chinese."""
    missing = messages.missing() if check else messages.update()
    for message in missing:
        typer.echo(f"  {message}")
    if missing:
        fail(N_("{n} messages have no Chinese words yet."), n=len(missing))
    say(N_("All messages have Chinese words."))


def _prepare() -> None:
    checks.check_sqlite()
    checks.check_folder()
    checks.check_schema()
    migrations.upgrade()


def _tell_code() -> bool:
    """Print the code of the first start where one is needed."""
    with transaction() as session:
        code = setup.issue_code(session)
    if code:
        say(N_("First start: open the address and enter this one-time code: {code}"), code=code)
    return bool(code)
