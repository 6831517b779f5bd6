"""The sectors of the 14th national committee, to which each local sector is mapped."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NationalSector:
    """A national sector. `local` is what a county calls it, where it has one like it."""

    code: str
    name: str
    local: str
    name_en: str


# In the order of the list. The 14th merged the Youth League with the Youth Federation and
# added environment and resources, so it still counts 34.
NATIONAL_SECTORS = (
    NationalSector("cpc", "中国共产党", "中共界", "Communist Party of China"),
    NationalSector("rcck", "中国国民党革命委员会", "民革界", "Revolutionary Committee of the KMT"),
    NationalSector("cdl", "中国民主同盟", "民盟界", "China Democratic League"),
    NationalSector("cndca", "中国民主建国会", "民建界", "China National Democratic Construction"),
    NationalSector("capd", "中国民主促进会", "民进界", "China Association for Promoting Democracy"),
    NationalSector(
        "cpwdp", "中国农工民主党", "农工党界", "Peasants' and Workers' Democratic Party"
    ),
    NationalSector("zhigong", "中国致公党", "致公党界", "China Zhi Gong Party"),
    NationalSector("jiusan", "九三学社", "九三学社界", "Jiusan Society"),
    NationalSector(
        "tdsl", "台湾民主自治同盟", "台盟界", "Taiwan Democratic Self-Government League"
    ),
    NationalSector("no_party", "无党派人士", "无党派界", "Personages without party"),
    NationalSector(
        "youth",
        "中国共产主义青年团和中华全国青年联合会",
        "共青团青联界",
        "Youth League and Youth Federation",
    ),
    NationalSector("unions", "中华全国总工会", "工会界", "Trade unions"),
    NationalSector("women", "中华全国妇女联合会", "妇联界", "Women's federations"),
    NationalSector("commerce", "中华全国工商业联合会", "工商联界", "Industry and commerce"),
    NationalSector("science_association", "中国科学技术协会", "科协界", "Association for science"),
    NationalSector("taiwan", "中华全国台湾同胞联谊会", "台联界", "Taiwan compatriots"),
    NationalSector("returned", "中华全国归国华侨联合会", "侨联界", "Returned overseas Chinese"),
    NationalSector("arts", "文化艺术界", "文化艺术界", "Culture and arts"),
    NationalSector("science", "科学技术界", "科学技术界", "Science and technology"),
    NationalSector("social_science", "社会科学界", "社会科学界", "Social sciences"),
    NationalSector("economy", "经济界", "经济界", "Economy"),
    NationalSector("agriculture", "农业界", "农业界", "Agriculture"),
    NationalSector("education", "教育界", "教育界", "Education"),
    NationalSector("sport", "体育界", "体育界", "Sport"),
    NationalSector("press", "新闻出版界", "新闻出版界", "Press and publishing"),
    NationalSector("health", "医药卫生界", "医药卫生界", "Medicine and health"),
    NationalSector("friendship", "对外友好界", "对外友好界", "Friendship with foreign countries"),
    NationalSector("welfare", "社会福利和社会保障界", "社会福利和社会保障界", "Social welfare"),
    NationalSector("environment", "环境资源界", "环境资源界", "Environment and resources"),
    NationalSector("minorities", "少数民族界", "少数民族界", "Ethnic minorities"),
    NationalSector("religion", "宗教界", "宗教界", "Religion"),
    NationalSector("hong_kong", "特邀香港人士", "港区特邀界", "Specially invited from Hong Kong"),
    NationalSector("macao", "特邀澳门人士", "澳区特邀界", "Specially invited from Macao"),
    NationalSector("invited", "特别邀请人士", "特邀界", "Specially invited personages"),
)
BY_CODE = {one.code: one for one in NATIONAL_SECTORS}
