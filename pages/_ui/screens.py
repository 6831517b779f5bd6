"""The one registry of screens: the menu, each screen's guard and the tests read it."""

from dataclasses import dataclass

from core.i18n import N_
from core.permissions import Permission


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen: its file below `pages/`, its name, and what one needs to open it.

    Without a permission it opens for everybody who is signed in.
    """

    file: str
    title: str
    icon: str
    section: str
    permission: Permission | None = None

    @property
    def path(self) -> str:
        """The last part of its address."""
        return self.file.rpartition("/")[2]


WORK = N_("Daily work")
REVIEW = N_("Review and assessment")
BOARD = N_("Chair's office")
OFFICE = N_("Office")

SCREENS = (
    Screen("desk/today", N_("My desk"), ":material/task_alt:", ""),
    Screen("board/live", N_("Live board"), ":material/monitoring:", BOARD, Permission.BOARD_READ),
    Screen(
        "board/voices",
        N_("Board of voices"),
        ":material/campaign:",
        BOARD,
        Permission.BOARD_READ,
    ),
    Screen(
        "board/compare",
        N_("Groups compared"),
        ":material/leaderboard:",
        BOARD,
        Permission.BOARD_READ,
    ),
    Screen(
        "board/crossed",
        N_("Crossed charts"),
        ":material/filter_alt:",
        BOARD,
        Permission.BOARD_READ,
    ),
    Screen(
        "board/map",
        N_("Map of squares"),
        ":material/grid_view:",
        BOARD,
        Permission.BOARD_READ,
    ),
    Screen(
        "board/assessment",
        N_("Board of the assessment"),
        ":material/leaderboard:",
        BOARD,
        Permission.BOARD_READ,
    ),
    Screen("work/studios", N_("Studios"), ":material/home_work:", WORK, Permission.STUDIO_READ),
    Screen("work/activities", N_("Activities"), ":material/event:", WORK, Permission.ACTIVITY_READ),
    Screen(
        "work/opinions",
        N_("Opinion items"),
        ":material/record_voice_over:",
        WORK,
        Permission.OPINION_READ,
    ),
    Screen(
        "desk/handling",
        N_("Handling"),
        ":material/assignment_turned_in:",
        WORK,
        Permission.HANDLING_READ,
    ),
    Screen("work/box", N_("Public box"), ":material/inbox:", WORK, Permission.BOX_READ),
    Screen(
        "work/informants",
        N_("Informants"),
        ":material/contact_phone:",
        WORK,
        Permission.INFORMANT_READ,
    ),
    Screen(
        "work/publicity",
        N_("Publicity"),
        ":material/newspaper:",
        WORK,
        Permission.PUBLICITY_READ,
    ),
    Screen("work/groups", N_("Sector groups"), ":material/groups:", WORK, Permission.GROUP_READ),
    Screen("work/members", N_("Members"), ":material/badge:", WORK, Permission.MEMBER_READ),
    Screen("work/plans", N_("Plans"), ":material/flag:", WORK, Permission.PLAN_READ),
    Screen("work/funds", N_("Funds"), ":material/payments:", WORK, Permission.FUND_READ),
    Screen(
        "work/proposals",
        N_("Proposals"),
        ":material/description:",
        WORK,
        Permission.PROPOSAL_READ,
    ),
    Screen(
        "work/contributions",
        N_("Speeches and reports"),
        ":material/campaign:",
        WORK,
        Permission.CONTRIBUTION_READ,
    ),
    Screen(
        "work/commendations",
        N_("Commendations"),
        ":material/military_tech:",
        WORK,
        Permission.COMMENDATION_READ,
    ),
    Screen(
        "review/mine",
        N_("Duty points"),
        ":material/social_leaderboard:",
        REVIEW,
        Permission.ASSESSMENT_READ,
    ),
    Screen(
        "review/claims",
        N_("Entered items"),
        ":material/fact_check:",
        REVIEW,
        Permission.ASSESSMENT_READ,
    ),
    Screen(
        "review/year",
        N_("Assessments"),
        ":material/fact_check:",
        REVIEW,
        Permission.ASSESSMENT_READ,
    ),
    Screen(
        "review/books",
        N_("Rule books"),
        ":material/rule:",
        REVIEW,
        Permission.ASSESSMENT_READ,
    ),
    Screen(
        "review/trial",
        N_("Dry run"),
        ":material/science:",
        REVIEW,
        Permission.ASSESSMENT_APPROVE,
    ),
    Screen(
        "office/committees",
        N_("Committees"),
        ":material/account_tree:",
        OFFICE,
        Permission.COMMITTEE_READ,
    ),
    Screen(
        "office/catalogue",
        N_("Activity catalogue"),
        ":material/category:",
        OFFICE,
        Permission.COMMITTEE_READ,
    ),
    Screen(
        "office/flow",
        N_("Steps and categories"),
        ":material/alt_route:",
        OFFICE,
        Permission.COMMITTEE_READ,
    ),
    Screen(
        "office/standards",
        N_("Standards"),
        ":material/checklist:",
        OFFICE,
        Permission.COMMITTEE_READ,
    ),
    Screen(
        "office/papers",
        N_("Templates of papers"),
        ":material/article:",
        OFFICE,
        Permission.COMMITTEE_READ,
    ),
    Screen(
        "office/units",
        N_("Handling units"),
        ":material/apartment:",
        OFFICE,
        Permission.HANDLING_ASSIGN,
    ),
    Screen(
        "office/exports",
        N_("Export files"),
        ":material/download:",
        OFFICE,
        Permission.EXPORT,
    ),
    Screen(
        "office/walls",
        N_("Meeting room walls"),
        ":material/connected_tv:",
        OFFICE,
        Permission.WALL_WRITE,
    ),
    Screen(
        "office/accounts",
        N_("Accounts"),
        ":material/manage_accounts:",
        OFFICE,
        Permission.ACCOUNT_READ,
    ),
    Screen("office/trail", N_("Audit trail"), ":material/history:", OFFICE, Permission.AUDIT_READ),
)
DEFAULT = SCREENS[0]


def screen(file: str) -> Screen:
    """The screen of a file below `pages/`."""
    return next(one for one in SCREENS if one.file == file)
