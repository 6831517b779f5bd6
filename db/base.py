"""What all tables share: named constraints, enums stored by value, and row versions."""

import re
from enum import StrEnum
from typing import Any

from sqlalchemy import Enum, MetaData
from sqlalchemy.orm import declared_attr, registry
from sqlmodel import Field, SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMES))):
    """Base of all tables. Its registry is our own, so a hot reload starts clean."""

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805  SQLAlchemy hands in the class
        """The class name in snake case: `SectorGroup` is kept in `sector_group`."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()


class Versioned(SQLModel):
    """A row that people edit. `version` rises with each edit; a stale one is refused."""

    version: int = Field(default=1, nullable=False)


class Choice(StrEnum):
    """An enum whose members carry the English text that the catalogues translate.

    `KIND = "kind", N_("A kind")`: the value is stored, `label` is shown.
    """

    label: str

    def __new__(cls, value: str, label: str = "") -> "Choice":
        """Keep the value as the string, and the label beside it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


def stored_by_value(kind: type[StrEnum], name: str = "") -> Enum:
    """A text column with a CHECK, holding the enum's values and not its names.

    `name` tells two columns of one kind in one table apart.
    """
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=32,
        name=name or re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower(),
        values_callable=lambda members: [member.value for member in members],
    )


def metadata() -> MetaData:
    """The schema as declared. Import `core.tables` first, or it is empty."""
    return Table.metadata


def values(row: SQLModel) -> dict[str, Any]:
    """A row's columns as a plain dict."""
    return row.model_dump()
