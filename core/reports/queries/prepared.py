"""A statement put into the words of one database once, so that each asking only sends it.

Built for figures that take less time than SQLAlchemy needs to look up a large statement.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect, Enum, SelectBase
from sqlalchemy.types import TypeEngine

Convert = Callable[[Any], Any]


class Prepared:
    """A select whose values stand fast but for those of its places, asked by their names.

    The places of the first asking show what there is to fill in. It keeps no answers, and
    is of use to the connections of its dialect only.
    """

    def __init__(self, statement: SelectBase, dialect: Dialect, places: dict[str, object]) -> None:
        compiled = statement.compile(dialect=dialect)
        state = compiled.construct_expanded_state(places)  # lists for `IN` are written out
        sending = {name: _sending(bind.type, dialect) for name, bind in compiled.binds.items()}
        sending |= state.processors
        known = state.parameters.keys()
        converts = {name: each for name, each in sending.items() if each and name in known}
        self._values = _converted(state.parameters, converts)
        self._filling = {name: converts[name] for name in places.keys() & converts.keys()}
        self._sql, self._order = state.statement, state.positiontup
        reads = [_reading(column.type, dialect) for column in statement.selected_columns]
        self._reads = {place: convert for place, convert in enumerate(reads) if convert}

    def ask(self, connection: Connection, places: dict[str, object]) -> Sequence[Sequence[Any]]:
        """The rows of the answer, their columns as Python values."""
        values = _converted(self._values | places, self._filling)
        sent = values if self._order is None else tuple([values[name] for name in self._order])
        found = _sent(connection, self._sql, sent)
        return self._read(found) if self._reads and found else found

    def _read(self, found: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
        """The rows with what the driver does not know by itself, such as days and choices."""
        columns = [*zip(*found, strict=True)]
        for place, convert in self._reads.items():
            columns[place] = tuple(map(convert, columns[place]))
        return [*zip(*columns, strict=True)]


def _sent(
    connection: Connection, sql: str, values: Mapping[str, object] | Sequence[object]
) -> Sequence[Sequence[Any]]:
    """What the driver answers to a statement; who listens to statements hears of this one too."""
    cursor = connection.connection.cursor()
    try:
        for tell in connection.dispatch.before_cursor_execute:
            tell(connection, cursor, sql, values, None, False)
        cursor.execute(sql, values)
        return cursor.fetchall()
    finally:
        cursor.close()


def _converted(values: Mapping[str, object], converts: Mapping[str, Convert]) -> dict[str, object]:
    """Values as the driver takes them."""
    return {**values, **{name: convert(values[name]) for name, convert in converts.items()}}


def _sending(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reading(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    convert = kind.dialect_impl(dialect).result_processor(dialect, None)
    if convert and isinstance(kind, Enum):
        return {told: convert(told) for told in (*kind.enums, None)}.__getitem__
    return convert
