"""Words of readers that are not the record's own: what they mean by them, and what says nothing."""

from __future__ import annotations

from scripts.values.dates import MONTHS

# Words of titles and of prose that tell one record from another no better than a comma. `korea` is among them, since
# everything here is about it.
_SAY_NOTHING = """
    a an and are as at by did do does for from had has have he her his how if in into is its like must no not of on or over s
    she so than that the their them then they this to under was were what when where which who will with
    dprk korea korean koreans nk north relations relationship ties
    bhd co company corp corporation inc limited llc ltd mv pt pte sdn
"""
COMMON = frozenset(_SAY_NOTHING.split())
# Words that readers use for what the record calls otherwise; each is also asked in these.
SYNONYMS = {
    "assassination": ("killed", "killing"),
    "murder": ("killed", "killing"),
    "poisoning": ("killed", "VX"),
    "bombing": ("attack", "bomb"),
    "heist": ("robbed", "stolen", "theft"),
    "hack": ("theft", "stolen"),
    "hackers": ("theft", "Lazarus"),
    "pact": ("agreement",),
    "treaty": ("agreement",),
    "mou": ("memorandum",),
    "fta": ("trade",),
    "refugees": ("defectors",),
    "refugee": ("defectors",),
    "escapees": ("defectors",),
    "labourers": ("workers",),
    "laborers": ("workers",),
    "expelled": ("expels", "expulsion"),
    "vessel": ("ship",),
    "vessels": ("ships",),
    "nukes": ("nuclear",),
    "rocket": ("missile", "satellite"),
    "it": ("information-technology",),
    "cyber": ("computer",),
    "kal": ("Korean Air", "flight"),
    "troops": ("soldiers", "force"),
    "soldiers": ("troops",),
    "summit": ("meeting", "meets"),
    "cuts": ("severs",),
    "extradition": ("extradited",),
    "freed": ("released",),
    "gdp": ("gross", "domestic", "product"),
    "transhipment": ("ship-to-ship", "coal"),
    "transfer": ("ship-to-ship",),
    "weapons": ("arms",),
    "arms": ("weapons",),
    "swap": ("exchange",),
    "heroin": ("drugs",),
    "meth": ("methamphetamine", "drugs"),
    "airline": ("Koryo", "flights"),
    "flights": ("air",),
    "embassy": ("mission",),
    "envoy": ("ambassador",),
    "ban": ("bans", "suspends"),
    "gdr": ("Germany",),
    "tour": ("tourists", "travel"),
    "loan": ("credit",),
    "football": ("footballers", "cup", "qualifiers"),
    "soccer": ("footballers", "cup", "qualifiers"),
    **{month[:3].lower(): (month,) for month in MONTHS if len(month) > 3},
    "show": ("fair",),
    "permit": ("lets", "allows"),
    "allow": ("lets",),
    "sell": ("exports",),
    "sold": ("exports",),
    "buy": ("imports",),
    "flying": ("aviation", "air", "flight"),
    "society": ("association", "organization"),
    "covid": ("pandemic", "borders"),
    "reaction": ("statement",),
    "parliament": ("assembly",),
    "boss": ("chairman", "president"),
    "agong": ("king",),
    "mfa": ("ministry", "foreign"),
    # What speakers of the region's languages call an embassy, an ambassador, a visit, an agreement, a party.
    "kedubes": ("embassy",),
    "kedutaan": ("embassy",),
    "dubes": ("ambassador",),
    "kunjungan": ("visit",),
    "lawatan": ("visit",),
    "perjanjian": ("agreement",),
    "partai": ("party",),
    "parti": ("party",),
    "kongres": ("congress",),
    "buruh": ("workers",),
    "menlu": ("foreign", "minister"),
    "presiden": ("president",),
    "pangulo": ("president",),
    "embahada": ("embassy",),
    "pagbisita": ("visit",),
}
# What cities were called before, or are called elsewhere; they have no records of their own.
CITIES = {
    "Yangon": ("Rangoon", "ရန်ကုန်", "양곤", "仰光"),
    "Ho Chi Minh City": ("Saigon", "Sài Gòn", "Thành phố Hồ Chí Minh"),
    "Hanoi": ("Hà Nội", "하노이", "河内", "ハノイ", "ฮานอย", "ហាណូយ", "ຮ່າໂນ້ຍ"),
    "Vientiane": ("Viangchan", "ວຽງຈັນ", "비엔티안", "万象", "เวียงจันทน์"),
    "Phnom Penh": ("ភ្នំពេញ", "프놈펜", "金边", "พนมเปญ"),
    "Bangkok": ("Krung Thep", "กรุงเทพ", "방콕", "曼谷", "バンコク"),
    "Jakarta": ("Djakarta", "자카르타", "雅加达", "ジャカルタ"),
    "Kuala Lumpur": ("쿠알라룸푸르", "吉隆坡"),
    "Manila": ("Maynila", "마닐라", "马尼拉"),
    "Naypyidaw": ("Naypyitaw", "Nay Pyi Taw", "နေပြည်တော်"),
    "Pyongyang": ("평양", "平壤", "平壌", "Bình Nhưỡng", "เปียงยาง"),
}
