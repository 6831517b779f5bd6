"""The catalogue that a committee may start from. Codes stay; names are the office's to change."""

from dataclasses import dataclass

from core.plans.models import Measure


@dataclass(frozen=True, slots=True)
class Preset:
    """One category of the second level. `measure` is what it counts for in a plan."""

    code: str
    name: str
    name_en: str
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class PresetHeading:
    """One category of the first level with those below it."""

    code: str
    name: str
    name_en: str
    below: tuple[Preset, ...]


_CONSULTATION = Measure.CONSULTATION
_SERVICE = Measure.SERVICE_EVENT
_VISIT = Measure.LISTENING_VISIT

PRESETS = (
    PresetHeading(
        "meeting",
        "会议",
        "Meetings",
        (
            Preset("plenary", "全体会议", "Plenary session"),
            Preset("standing_meeting", "常务委员会会议", "Standing committee meeting"),
            Preset("chair_meeting", "主席会议", "Chair's meeting"),
            Preset("party_group_meeting", "党组会议", "Party group meeting"),
            Preset("special_committee_meeting", "专门委员会会议", "Special committee meeting"),
            Preset("group_meeting", "界别活动组会议", "Sector group meeting"),
            Preset("opinion_meeting", "社情民意信息工作会议", "Meeting on opinions"),
            Preset("proposal_meeting", "提案工作会议", "Meeting on proposals"),
            Preset("other_meeting", "其他会议", "Other meeting"),
        ),
    ),
    PresetHeading(
        "study",
        "学习培训",
        "Study and training",
        (
            Preset("study_session", "理论学习中心组学习", "Central study group session"),
            Preset("member_study", "委员学习会", "Members' study meeting"),
            Preset("reading_event", "读书活动", "Reading event", Measure.READING_EVENT),
            Preset("training_course", "委员培训班", "Members' training course"),
            Preset("other_training", "其他培训", "Other training"),
        ),
    ),
    PresetHeading(
        "consultation",
        "协商议政",
        "Consultation",
        (
            Preset("thematic_consultation", "专题协商", "Thematic consultation", _CONSULTATION),
            Preset("sector_consultation", "界别协商", "Sector consultation", _CONSULTATION),
            Preset(
                "counterpart_consultation", "对口协商", "Counterpart consultation", _CONSULTATION
            ),
            Preset("micro_consultation", "微协商", "Micro-consultation", _CONSULTATION),
            Preset(
                "proposal_consultation",
                "提案办理协商",
                "Consultation on proposal handling",
                _CONSULTATION,
            ),
            Preset("advice_day", "委员建言日", "Advice day", _CONSULTATION),
        ),
    ),
    PresetHeading(
        "inspection_survey",
        "视察调研",
        "Inspection and survey",
        (
            Preset("inspection", "委员视察", "Members' inspection"),
            Preset("site_inspection", "项目现场视察", "Project site inspection"),
            Preset("year_end_inspection", "年末集中视察", "Year-end inspection"),
            Preset("survey", "专题调研", "Survey"),
            Preset("study_visit", "考察学习", "Study visit"),
        ),
    ),
    PresetHeading(
        "supervision",
        "民主监督",
        "Democratic supervision",
        (
            Preset("democratic_supervision", "专项民主监督", "Special democratic supervision"),
            Preset("public_appraisal", "民主评议", "Democratic appraisal"),
            Preset("proposal_supervision", "提案督办", "Supervision of a proposal"),
            Preset("hearing", "听证旁听", "Hearing attended"),
        ),
    ),
    PresetHeading(
        "service",
        "服务群众",
        "Service to the public",
        (
            Preset("public_service", "界别惠民服务活动", "Public service event", _SERVICE),
            Preset("studio_lecture", "工作室政策宣讲", "Policy lecture at a studio", _SERVICE),
            Preset("clinic", "义诊咨询", "Free clinic and advice", _SERVICE),
            Preset("volunteering", "志愿服务", "Volunteering", _SERVICE),
            Preset("performance", "文化惠民演出", "Performance for the public", _SERVICE),
        ),
    ),
    PresetHeading(
        "contact",
        "联系群众与走访",
        "Contact and visits",
        (
            Preset("listening_visit", "走访听民意", "Listening visit", _VISIT),
            Preset("reception", "委员接待日", "Reception day"),
            Preset("member_visit", "走访委员", "Visit to members"),
            Preset("enterprise_visit", "走访企业", "Visit to a business"),
            Preset("household_visit", "走访农户", "Visit to a household"),
        ),
    ),
    PresetHeading(
        "donation",
        "捐赠帮扶",
        "Donation and aid",
        (
            Preset("relief_donation", "帮扶捐赠", "Relief donation"),
            Preset("epidemic_donation", "疫情防控捐赠", "Epidemic donation"),
            Preset("education_donation", "助学捐赠", "Donation for education"),
            Preset("paired_aid", "结对帮扶", "Paired aid"),
        ),
    ),
    PresetHeading(
        "sector",
        "界别与工作室活动",
        "Sector and studio activities",
        (
            Preset("studio_session", "工作室学习协商活动", "Studio session"),
            Preset("liaison_group_session", "委员联络组活动", "Liaison group session"),
            Preset("group_session", "界别活动组活动", "Sector group session"),
            Preset("theme_day", "界别主题日", "Group theme day"),
            Preset("salon", "委员沙龙", "Members' salon"),
        ),
    ),
    PresetHeading(
        "other",
        "其他活动",
        "Other activities",
        (
            Preset("branded_activity", "品牌活动", "Branded series"),
            Preset("media_interview", "媒体访谈", "Media interview"),
            Preset("other_activity", "其他活动", "Other activity"),
        ),
    ),
)
