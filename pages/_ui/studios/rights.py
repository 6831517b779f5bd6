"""What the person may do with the studio shown. Services ask again."""

from dataclasses import dataclass

from core.permissions import Permission


@dataclass(frozen=True, slots=True)
class Rights:
    """What of the permissions reaches this studio; nothing is changed while it is binned."""

    held: frozenset[Permission]
    alive: bool

    @property
    def writes(self) -> bool:
        """Whether the person may edit what belongs to the studio."""
        return self.alive and Permission.STUDIO_WRITE in self.held

    @property
    def decides(self) -> bool:
        """Whether the person decides on the studio."""
        return self.alive and Permission.STUDIO_DECIDE in self.held

    def may(self, permission: Permission) -> bool:
        """Whether one permission reaches this studio."""
        return self.alive and permission in self.held
