"""The controlled words of the record, each with its definition. This is the single authority:
the JSON Schemas for editors, the method page and the messages of the checker are made from it."""

from __future__ import annotations

from scripts.values.vocabulary import Vocabulary

SIDES = Vocabulary(
    "side",
    {
        "dprk": "Pyongyang's state media and government, and bodies that speak for them",
        "partner": "state or party media and government of the Southeast Asian country",
        "other-state": "any third government or its media",
        "international": "the United Nations and its panels, ASEAN, other intergovernmental bodies",
        "press": "independent news",
        "research": "think tanks, universities, archives, works of reference",
        "court": "a court, or a law report",
        "ngo": "a non-governmental organisation, or a private person's publication",
    },
)

SOURCE_KINDS = Vocabulary(
    "kind of source",
    {
        "news": "a news report, by state media or the independent press",
        "government": "a paper, statement or page of a government or a ruling party",
        "un": "a document of the United Nations or its panels",
        "treaty": "the text of what was signed",
        "court": "a judgment, an indictment or another paper of a court",
        "cable": "diplomatic correspondence, leaked or released from an archive",
        "think-tank": "an analysis by a research institute",
        "academic": "a study or an edition of documents by scholars",
        "ngo": "a report of a non-governmental organisation",
        "book": "a book or memoir",
        "opinion": "a commentary signed by its author",
        "reference": "an encyclopaedia, a wiki or a data base made from other sources",
        "blog": "a private page, a digest or a reprint whose origin is not clear",
        "other": "none of these",
    },
)
PRIMARY_SOURCE_KINDS = frozenset({"government", "un", "treaty", "court"})

COUNTRY_ROLES = Vocabulary(
    "role of a country",
    {
        "home": "North Korea",
        "partner": "one of the eleven states of Southeast Asia",
        "organisation": "ASEAN, which receives North Korean envoys as a state does",
        "other": "a state that the record needs to name: a publisher's country, a person's country",
    },
)

RELATION_CHANGES = Vocabulary(
    "change of relations",
    {
        "established": "diplomatic relations begin",
        "upgraded": "a higher level, or a new channel, of ties that exist",
        "downgraded": "ties that exist are reduced: ambassadors withdrawn, channels frozen, an open quarrel",
        "severed": "one side ends diplomatic relations",
        "restored": "relations resume after a break, or return to their earlier level",
        "recognised": "a government, a front or a coalition is recognised beside or instead of another",
    },
)
RELATION_STATES = Vocabulary(
    "state of relations",
    {
        "full": "diplomatic relations",
        "strained": "diplomatic relations, reduced or frozen in practice",
        "rival": "Pyongyang recognises a rival government, or a front in exile",
        "none": "no diplomatic relations",
    },
)
STATE_AFTER = {
    "established": "full",
    "upgraded": "full",
    "restored": "full",
    "downgraded": "strained",
    "recognised": "rival",
    "severed": "none",
}

MISSION_KINDS = Vocabulary(
    "kind of mission",
    {
        "embassy": "a resident embassy",
        "consulate": "a consulate or consulate general",
        "trade-office": "a trade mission without diplomatic relations, or beside them",
        "non-resident": "an ambassador accredited from another capital",
        "delegation": "a delegation to an organisation, or of a movement that is no state",
        "committee": "a committee of embassies",
    },
)
MISSION_STATUSES = Vocabulary(
    "status of a mission",
    {
        "open": "working when last seen",
        "suspended": "kept in law, without staff",
        "closed": "ended",
        "none": "a source says that there is none",
        "unknown": "not found out",
    },
)

FACTS = Vocabulary(
    "comparable fact",
    {
        "visas": "Visas: who may enter without one, and since when",
        "workers": "North Korean workers: how many, where, and until when",
        "restaurants": "North Korean restaurants: how many, where, and until when",
        "defectors": "Route of defectors: transit, arrests, hand-overs",
        "trade": "Trade with North Korea: its size and main goods",
        "reports-2397": "Reports to the Security Council on resolution 2397",
        "votes": "Votes in the UN on human rights in North Korea",
        "flights": "Flights and shipping lines to North Korea",
        "arms": "Arms and military ties",
        "ambassadors": "Ambassadors now, both ways",
    },
)

RANKS = Vocabulary(
    "rank of a visit",
    {
        "leader": "a head of state, government or ruling party",
        "speaker": "the head of a parliament, or of its standing body who is not head of state",
        "minister": "a minister, a deputy premier, a secretary or member of a ruling party's leadership, a commander in chief",
        "vice-minister": "a vice-minister, a department head of a ruling party, a chief of staff or deputy commander, a special envoy below minister",
        "ambassador": "an ambassador, or a head of department of a ministry",
        "official": "officials and officers below that rank",
        "society": "friendship associations, artists, athletes, scholars, firms, private persons",
    },
)

VISIT_KINDS = Vocabulary(
    "kind of visit",
    {
        "state": "a visit of a head of state, government or party under the title of a state visit",
        "official": "an official or official goodwill visit between the two sides",
        "goodwill": "a goodwill visit below that form",
        "working": "talks on a defined subject: consultations, a joint committee, technical missions",
        "party": "a visit of one party to the other",
        "parliamentary": "a visit of members of parliament",
        "military": "a visit of armed forces, defence or public-security ministries",
        "envoy": "an ambassador's credentials, a special envoy, a messenger",
        "multilateral": "a journey to a meeting of many states that the host holds",
        "summit": "a journey to a summit with a third state that the host lets happen",
        "meeting": "a meeting of the two sides in a third country (`venue`)",
        "cultural": "artists, athletes, scholars, friendship associations",
        "business": "firms, chambers of commerce, trade promotion",
        "private": "a journey without an official purpose, or a secret one",
        "transit": "a stop on the way elsewhere",
    },
)
VISIT_STATUSES = Vocabulary(
    "status of a visit",
    {
        "held": "a source reports the arrival, talks, or the visit in retrospect",
        "announced": "only the plan is reported",
        "departed": "only the departure is reported",
        "cancelled": "called off",
    },
)
# Numbers of visits, wherever they stand (home, pages, pictures, tables, SQL), are numbers of the first of these.
VISIT_COUNTS = Vocabulary(
    "what a visit counts as",
    {
        "visit": "a journey from one country to the other that took place",
        "meeting": "a meeting of the two sides in a third country",
        "stop": "a stop on the way elsewhere",
        "announced": "announced, and not reported as held",
        "departed": "of which only the departure is reported",
        "cancelled": "called off",
    },
)

AGREEMENT_KINDS = Vocabulary(
    "kind of agreement",
    {
        "treaty": "a treaty or an accession to one",
        "agreement": "an agreement between governments, ministries or institutions",
        "protocol": "a protocol, or an amendment to an agreement",
        "mou": "a memorandum of understanding",
        "letter-of-intent": "a letter of intent",
        "plan": "a plan of work, exchange or cooperation for a period",
        "joint-statement": "a joint statement, declaration or communiqué",
        "contract": "a commercial contract",
        "committee": "the founding or a protocol of a standing joint body",
        "exchange-of-notes": "an exchange of notes or letters",
    },
)
AGREEMENT_STATUSES = Vocabulary(
    "status of an agreement",
    {
        "planned": "under negotiation or announced, not signed",
        "initialled": "initialled, not signed",
        "signed": "signed; nothing more is known of its entry into force",
        "in-force": "a source says that it applies",
        "expired": "its term has run out",
        "terminated": "ended by a party",
        "unknown": "a source names it without saying what became of it",
    },
)
AGREEMENT_FIELDS = Vocabulary(
    "field of an agreement",
    {
        "politics": "relations in general, joint positions",
        "diplomacy": "consultations of foreign ministries, diplomatic relations, missions",
        "party": "ruling parties",
        "parliament": "parliaments",
        "defence": "armed forces and defence ministries, arms",
        "security": "police, public security, intelligence",
        "justice": "courts, prosecutors, legal assistance, extradition",
        "visas": "visas and travel",
        "consular": "consular matters, protection and return of nationals",
        "trade": "exchange of goods, payments, barter",
        "investment": "investment and its protection, joint ventures",
        "taxation": "double taxation",
        "finance": "credits, banks, debts",
        "economy": "economic cooperation in general, joint committees",
        "business": "chambers of commerce and firms",
        "agriculture": "farming, fisheries, forests, rice, palm oil",
        "industry": "industry, mining, construction",
        "energy": "power, oil, nuclear power",
        "labour": "workers",
        "transport": "shipping, roads, railways, posts",
        "aviation": "civil aviation",
        "telecommunications": "telecommunications and information technology",
        "tourism": "tourism",
        "science": "science and technology",
        "education": "schools, universities, students",
        "health": "health care and medical science",
        "culture": "culture and the arts",
        "media": "news agencies, broadcasting, press, publishing",
        "sport": "sport",
        "youth": "youth and friendship associations",
        "aid": "aid given or lent",
        "disarmament": "nuclear arms, peace and security of the peninsula",
    },
)

EVENT_KINDS = Vocabulary(
    "kind of event",
    {
        "statement": "a statement, a message, a protest, an appeal",
        "diplomacy": "relations, missions and envoys: openings, credentials, recalls, votes, accessions",
        "expulsion": "persons declared unwanted, deported or barred",
        "closure": "a mission, firm or line closed",
        "assassination": "a killing or an attempt on a life",
        "attack": "an armed attack, a hijacking or another act of violence",
        "abduction": "a person taken to North Korea against his or her will",
        "court-case": "an arrest, charge, trial or judgment",
        "seizure": "a cargo, ship, aircraft or money held or confiscated",
        "sanctions-listing": "a person, firm or ship put on or taken off a list",
        "sanctions-report": "a state's report to the UN, or a panel's finding about it",
        "arms": "arms, military technology, training, troops",
        "trade": "trade, debt, investment, companies",
        "workers": "North Korean workers abroad",
        "it-workers": "North Korean information-technology workers abroad",
        "restaurant": "a North Korean restaurant, museum or similar business",
        "cyber": "theft, intrusion or laundering by digital means",
        "shipping": "ships, flags, transfers at sea, ports",
        "aviation": "flights and airlines",
        "defectors": "defectors on their way: arrest, hand-over, passage",
        "aid": "aid, relief, food",
        "culture": "art, film, sport, anniversaries, friendship associations",
        "education": "students, training, exchanges of knowledge",
        "health": "health and medicine",
        "accident": "a crash, a disaster, a death",
        "other": "none of these",
    },
)

CONFIDENCES = Vocabulary(
    "confidence",
    {
        "confirmed": "primary papers, both sides, or several independent sources agree",
        "reported": "a credible source says so",
        "alleged": "a claim that its source attributes to others, or that a party denies",
        "disputed": "sources contradict each other in substance",
    },
)

GRADES = Vocabulary(
    "grade of evidence",
    {
        "A": "a primary document, or both parties' own announcements, and an owner that is no party; the day is known",
        "B": "two separate owners or more, one of them no party",
        "C": "one owner that is no party, or the parties' own media only",
        "D": "one party's word alone, or alleged, or disputed in its substance",
    },
)

ENTITY_KINDS = Vocabulary(
    "kind of entity",
    {
        "company": "a firm, a front, a trading house",
        "bank": "a bank or a payment company",
        "ship": "a ship, with its IMO number where a source gives it",
        "airline": "an airline",
        "restaurant": "a restaurant or hotel",
        "museum": "a museum, a memorial or a monument",
        "school": "a school, kindergarten or university",
        "hospital": "a hospital or clinic",
        "ministry": "a ministry, an agency, a military unit, an embassy",
        "party": "a political party, or an organ of one",
        "association": "a friendship association, a chamber, a union, a foundation",
        "media": "a news agency, a broadcaster, a newspaper as an actor",
        "court": "a court",
        "organisation": "an intergovernmental organisation or one of its bodies",
        "group": "a hacking group, an armed group, an artistic ensemble",
        "site": "a mine, a factory, a farm, a compound, a park",
    },
)
LISTING_LISTS = Vocabulary(
    "sanctions list",
    {
        "un": "UN Security Council, committee 1718",
        "us": "United States, Treasury (OFAC)",
        "eu": "European Union",
        "japan": "Japan",
        "south-korea": "South Korea",
        "australia": "Australia",
        "united-kingdom": "United Kingdom",
        "singapore": "Singapore",
    },
)

MEASURE_KINDS = Vocabulary(
    "kind of measure",
    {
        "resolution": "a resolution of the UN Security Council with provisions that bind states",
        "statement": "a UN statement or a resolution without binding provisions",
        "body": "a committee, panel or team that watches over sanctions",
        "national": "a rule of one state or of the European Union",
        "vote": "a recorded vote in the United Nations",
    },
)
PROVISION_SUBJECTS = Vocabulary(
    "subject of a provision",
    {
        "arms": "arms and military training",
        "wmd": "nuclear, missile and other weapons of mass destruction goods",
        "luxury": "luxury goods",
        "assets": "assets of listed persons and bodies",
        "travel": "travel of listed persons",
        "inspection": "inspection and seizure of cargo",
        "shipping": "ships: flags, chartering, insurance, ports, transfers at sea",
        "aviation": "aircraft and aviation fuel",
        "finance": "banks, financial services, bulk cash, joint ventures",
        "diplomacy": "staff, accounts and premises of missions, conduct of diplomats",
        "coal": "coal and iron",
        "minerals": "other minerals and metals",
        "seafood": "seafood and fishing rights",
        "textiles": "textiles",
        "oil": "crude oil, refined products, gas",
        "machinery": "machinery, vehicles, metals",
        "agriculture": "food and farm products",
        "workers": "workers abroad",
        "science": "scientific and technical cooperation, training",
        "monuments": "statues and monuments",
        "monitoring": "committees, panels and reports",
    },
)
PROVISION_BASES = Vocabulary(
    "day on which a provision begins",
    {
        "adopted": "the day on which the resolution was adopted",
        "deadline": "a later day that the resolution sets",
    },
)

DIRECTIONS = Vocabulary(
    "direction of trade",
    {
        "total": "trade both ways",
        "exports-to-dprk": "goods that the partner sold to North Korea",
        "imports-from-dprk": "goods that the partner bought from North Korea",
    },
)
INDICATOR_KINDS = Vocabulary(
    "kind of indicator",
    {
        "trade": "trade in goods, by partner and direction",
        "share": "a share in per cent",
        "economy": "size and growth of the economy",
        "people": "numbers of persons",
        "missions": "numbers of missions",
        "crime": "sums stolen or laundered",
        "other": "none of these",
    },
)
