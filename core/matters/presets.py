"""The categories of opinion items that an office may start from. Codes stay, names may change."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preset:
    """A category; a heading has others `below` it."""

    code: str
    name: str
    name_en: str
    below: "tuple[Preset, ...]" = ()


OPINIONS = (
    Preset(
        "economy",
        "经济建设",
        "Economy",
        (
            Preset("industry", "产业与企业", "Industry and enterprises"),
            Preset("farming", "农业农村", "Farming and the countryside"),
            Preset("finance", "财税金融", "Finance and taxes"),
            Preset("business_climate", "营商环境", "Business climate"),
            Preset("tourism", "商贸旅游", "Trade and tourism"),
        ),
    ),
    Preset(
        "urban",
        "城建城管",
        "Building and running the town",
        (
            Preset("planning", "规划建设", "Planning and building"),
            Preset("traffic", "交通出行", "Traffic and transport"),
            Preset("town_order", "市容管理", "Order in the streets"),
            Preset("housing", "住房与物业", "Housing and property management"),
            Preset("environment", "生态环保", "Environment"),
        ),
    ),
    Preset(
        "culture",
        "科教文卫体",
        "Science, education, culture, health and sport",
        (
            Preset("science", "科技创新", "Science and technology"),
            Preset("education", "教育", "Education"),
            Preset("health", "医疗卫生", "Health"),
            Preset("culture_art", "文化", "Culture"),
            Preset("sport", "体育", "Sport"),
        ),
    ),
    Preset(
        "social",
        "人社与社会保障",
        "Work and social security",
        (
            Preset("employment", "就业创业", "Work and start-ups"),
            Preset("security", "社会保障", "Social security"),
            Preset("elderly", "养老托育", "Care of the old and the young"),
            Preset("relief", "社会救助", "Social relief"),
            Preset("governance", "基层治理", "Life in villages and communities"),
        ),
    ),
    Preset(
        "united_front",
        "统战外事",
        "United front and foreign affairs",
        (
            Preset("parties", "多党合作", "Cooperation of parties"),
            Preset("ethnic", "民族宗教", "Ethnic and religious affairs"),
            Preset("compatriots", "港澳台侨", "Hong Kong, Macao, Taiwan and overseas Chinese"),
            Preset("foreign", "对外交往", "Foreign contacts"),
        ),
    ),
    Preset(
        "other",
        "其他",
        "Other",
        (
            Preset("law", "法治建设", "Rule of law"),
            Preset("party_work", "党政工作", "Work of Party and state bodies"),
            Preset("cppcc_work", "政协工作", "Work of the CPPCC"),
            Preset("other_matters", "其他事项", "Other matters"),
        ),
    ),
)
PROPOSALS = (
    Preset("economic", "经济建设", "Economic"),
    Preset("political", "政治建设", "Political"),
    Preset("cultural", "文化建设", "Cultural"),
    Preset("social", "社会建设", "Social"),
    Preset("ecological", "生态文明建设", "Ecological"),
    Preset("other", "其他", "Other"),
)
