"""The registers that figures come from: what they are called, and the screen that keeps them."""

from dataclasses import dataclass

from core.i18n import N_


@dataclass(frozen=True, slots=True)
class Register:
    """A register of the house; `screen` is the last part of its address."""

    name: str
    screen: str


ACTIVITIES = Register(N_("Register of activities"), "activities")
ATTENDANCE = Register(N_("Attendance at activities"), "activities")
STUDIOS = Register(N_("Register of studios"), "studios")
STANDARDS = Register(N_("Standards and their checks"), "standards")
GROUPS = Register(N_("Register of sector groups"), "groups")
PLANS = Register(N_("Yearly plans"), "plans")
VISITS = Register(N_("Visits to villages and communities"), "activities")
COMMUNITIES = Register(N_("Register of villages and communities"), "committees")
FUNDS = Register(N_("Budgets and spending"), "funds")
MEMBERS = Register(N_("Files of members"), "members")
COMMENDATIONS = Register(N_("Register of commendations"), "commendations")
OPINIONS = Register(N_("Register of opinion items"), "opinions")
INFORMANTS = Register(N_("Register of informants"), "informants")
PROPOSALS = Register(N_("Register of proposals"), "proposals")
CONTRIBUTIONS = Register(N_("Register of speeches and reports"), "contributions")
PUBLICITY = Register(N_("Register of publicity"), "publicity")
HANDLING = Register(N_("Assignments to handling units"), "handling")
MATTERS = Register(N_("Steps of opinion items and proposals"), "opinions")
ASSESSMENTS = Register(N_("Results of the assessment"), "year")
