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

    def __init__(
        self, statement: SelectBase, dialect: Dialect, places: Mapping[str, object]
    ) -> None:
        compiled = statement.compile(dialect=dialect)
        state = compiled.construct_expanded_state(places)  # lists for `IN` are written out
        types = {name: bind.type for name, bind in compiled.binds.items()}
        sending = {name: _sending(kind, dialect) for name, kind in types.items()}
        self._sending = {name: convert for name, convert in sending.items() if convert}
        self._sending |= state.processors
        self._sql, self._order = state.statement, state.positiontup
        self._values = {name: self._sent(name, value) for name, value in state.parameters.items()}
        self._changing = places.keys() & self._values.keys()
        reads = [_reading(column.type, dialect) for column in statement.selected_columns]
        self._reads = {place: convert for place, convert in enumerate(reads) if convert}

    def ask(self, connection: Connection, places: Mapping[str, object]) -> Sequence[Sequence[Any]]:
        """The rows of the answer, their columns as Python values."""
        values = self._values | {name: self._sent(name, places[name]) for name in self._changing}
        sent = values if self._order is None else tuple([values[name] for name in self._order])
        found = connection.exec_driver_sql(self._sql, sent).all()
        return self._read(found) if self._reads else found

    def _read(self, found: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
        """The rows with what the driver does not know by itself, such as days and choices."""
        columns = [*zip(*found, strict=True)]
        for place, convert in self._reads.items() if found else ():
            columns[place] = tuple(map(convert, columns[place]))
        return [*zip(*columns, strict=True)]

    def _sent(self, name: str, value: object) -> object:
        """A value as the driver takes it."""
        convert = self._sending.get(name)
        return convert(value) if convert else value


def _sending(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reading(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    convert = kind.dialect_impl(dialect).result_processor(dialect, None)
    if convert and isinstance(kind, Enum):
        return {told: convert(told) for told in (*kind.enums, None)}.__getitem__
    return convert
