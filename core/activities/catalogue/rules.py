"""What must hold for a category."""

from core.activities.catalogue.drafts import CategoryDraft
from core.activities.models import Category
from core.errors import RuleBroken
from core.i18n import N_


def check_draft(draft: CategoryDraft) -> None:
    """A category has a name."""
    if not draft.name:
        raise RuleBroken(N_("Give the category a name."), field="name")


def check_parent(parent: Category, committee_id: int) -> None:
    """There are two levels: a category stands below a heading in use of its own committee."""
    if parent.parent_id is not None or parent.committee_id != committee_id:
        raise RuleBroken(N_("Choose a heading of the first level."), field="parent_id")
    if parent.retired_at is not None:
        raise RuleBroken(
            N_("This heading is no longer in use. Bring it back first."), field="parent_id"
        )


def check_heading_empty(in_use: int) -> None:
    """A heading is retired after those below it."""
    if in_use:
        raise RuleBroken(
            N_("{n} categories below this heading are still in use. Retire them first."), n=in_use
        )
