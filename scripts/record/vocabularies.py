"""The controlled words of the record, each with everything that is said of it. This is the single authority:
the JSON Schemas for editors, the method page, the messages of the checker, the names in lists and pictures, and the
types in citations and linked data are made from it. Colours are variables of the theme."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.values.vocabulary import Term, Vocabulary


@dataclass(frozen=True, kw_only=True)
class Side(Term):
    """A side on which a publisher stands: `plural` names its sources together; `shade` is that of a bar's filling."""

    plural: str
    colour: str
    shade: float = 1.0


SIDES = Vocabulary(
    "side",
    {
        "dprk": Side(
            "Pyongyang's state media and government, and bodies that speak for them",
            "Pyongyang",
            plural="Pyongyang",
            colour="dprk",
        ),
        "partner": Side(
            "state or party media and government of the Southeast Asian country",
            plural="the partner",
            colour="partner",
        ),
        "other-state": Side(
            "any third government or its media",
            "third state",
            plural="third states",
            colour="partner",
            shade=0.0,
        ),
        "international": Side(
            "the United Nations and its panels, ASEAN, other intergovernmental bodies",
            plural="UN, ASEAN",
            colour="independent",
        ),
        "press": Side("independent news", plural="press", colour="independent"),
        "research": Side(
            "think tanks, universities, archives, works of reference", plural="research", colour="independent"
        ),
        "court": Side("a court, or a law report", plural="courts", colour="independent"),
        "ngo": Side(
            "a non-governmental organisation, or a private person's publication",
            "NGO",
            plural="NGOs, private",
            colour="independent",
        ),
    },
)


@dataclass(frozen=True, kw_only=True)
class House(Term):
    """A kind of publisher, with the sides on which it can stand.

    `secondhand`: what it publishes is made from what others published, so that it is no origin beside theirs.
    """

    sides: tuple[str, ...]
    secondhand: bool = False


_STATES = ("dprk", "partner", "other-state")
# What is a court or an intergovernmental organisation is told by its side.
PUBLISHER_TYPES = Vocabulary(
    "type of publisher",
    {
        "agency": House("a news agency that others carry", "news agency", sides=(*_STATES, "press")),
        "newspaper": House("a newspaper or magazine, on paper or not", sides=(*_STATES, "press")),
        "broadcaster": House("radio or television", sides=(*_STATES, "press")),
        "state-organ": House(
            "a government, a ministry, an embassy, a parliament, armed forces, a ruling party, or what they keep",
            sides=_STATES,
        ),
        "think-tank": House("a research institute", sides=("research", *_STATES)),
        "university": House("a university, a journal of scholars, a publisher of books", sides=("research", *_STATES)),
        "archive": House("an archive, a library, an edition of papers", sides=("research", "ngo", *_STATES)),
        "encyclopaedia": House(
            "an encyclopaedia, a wiki or a data base made from what others published",
            sides=("research", "ngo", *_STATES),
            secondhand=True,
        ),
        "association": House("an association, a church, a campaign, a relief organisation", sides=("ngo", *_STATES)),
        "company": House("a firm, a law firm, a chamber of commerce", sides=("ngo", "press", "research", *_STATES)),
        "blog": House("a private person's page", sides=("ngo", "press", "research")),
        "aggregator": House(
            "a site that reprints or rewrites what others published, by hand or by machine",
            sides=("ngo", "press", *_STATES),
            secondhand=True,
        ),
    },
)

ATTESTATIONS = Vocabulary.plain(
    "attestation",
    {
        "dprk": Term("no source but North Korean state media and government", "Reported by Pyongyang only"),
        "partner": Term("no source but the media and government of the other party", "Reported by the partner only"),
        "both": Term("both parties’ own media or governments, and nobody else", "Reported by both sides"),
        "independent": Term("at least one origin that is no party to it", "Independently reported"),
        "untraced": Term("only pages made from what others published, without saying whom", "Origin not traced"),
    },
)


@dataclass(frozen=True, kw_only=True)
class WorkType(Term):
    """A kind of work that can be cited, with its type in BibTeX, RIS, CSL and schema.org.

    `is_part`: it stands in what its publisher publishes, as a report in a newspaper; else the publisher published it
    by itself. `is_primary`: it is the paper of record itself, not a report of it (see `derive.evidence`).
    """

    bibtex: str
    ris: str
    csl: str
    schema: str
    is_part: bool = False
    is_primary: bool = False


# BibTeX has no type for what is neither a book nor an article nor a report; every style knows `misc`.
SOURCE_KINDS = Vocabulary(
    "kind of source",
    {
        "news": WorkType(
            "a news report, by state media or the independent press",
            bibtex="article",
            ris="NEWS",
            csl="article-newspaper",
            schema="NewsArticle",
            is_part=True,
        ),
        "government": WorkType(
            "a paper, statement or page of a government or a ruling party",
            bibtex="techreport",
            ris="GOVDOC",
            csl="report",
            schema="Report",
            is_primary=True,
        ),
        "un": WorkType(
            "a document of the United Nations or its panels",
            "UN",
            bibtex="techreport",
            ris="GOVDOC",
            csl="report",
            schema="Report",
            is_primary=True,
        ),
        "treaty": WorkType(
            "the text of what was signed",
            bibtex="misc",
            ris="GOVDOC",
            csl="treaty",
            schema="Legislation",
            is_primary=True,
        ),
        "court": WorkType(
            "a judgment, an indictment or another paper of a court",
            bibtex="misc",
            ris="CASE",
            csl="legal_case",
            schema="CreativeWork",
            is_primary=True,
        ),
        "cable": WorkType(
            "diplomatic correspondence, leaked or released from an archive",
            bibtex="misc",
            ris="GEN",
            csl="document",
            schema="CreativeWork",
        ),
        "think-tank": WorkType(
            "an analysis by a research institute", bibtex="techreport", ris="RPRT", csl="report", schema="Report"
        ),
        "academic": WorkType(
            "a study or an edition of documents by scholars",
            bibtex="article",
            ris="JOUR",
            csl="article-journal",
            schema="ScholarlyArticle",
            is_part=True,
        ),
        "ngo": WorkType(
            "a report of a non-governmental organisation",
            "NGO",
            bibtex="techreport",
            ris="RPRT",
            csl="report",
            schema="Report",
        ),
        "book": WorkType("a book or memoir", bibtex="book", ris="BOOK", csl="book", schema="Book"),
        "opinion": WorkType(
            "a commentary signed by its author",
            bibtex="article",
            ris="NEWS",
            csl="article-newspaper",
            schema="OpinionNewsArticle",
            is_part=True,
        ),
        "reference": WorkType(
            "an encyclopaedia, a wiki or a data base made from other sources",
            bibtex="online",
            ris="ENCYC",
            csl="entry-encyclopedia",
            schema="CreativeWork",
            is_part=True,
        ),
        "blog": WorkType(
            "a private page, a digest or a reprint whose origin is not clear",
            bibtex="online",
            ris="BLOG",
            csl="post-weblog",
            schema="BlogPosting",
            is_part=True,
        ),
        "other": WorkType("none of these", bibtex="misc", ris="GEN", csl="document", schema="CreativeWork"),
    },
)
# A page of this site, which is cited as its sources are.
PAGE = WorkType(
    "a page of this site", "page", bibtex="online", ris="ELEC", csl="webpage", schema="WebPage", is_part=True
)


@dataclass(frozen=True, kw_only=True)
class Group(Term):
    """A word by which a list is divided: `plural` heads the group of its records."""

    plural: str


COUNTRY_ROLES = Vocabulary(
    "role of a country",
    {
        "partner": Group("one of the eleven states of Southeast Asia", plural="Southeast Asia"),
        "organisation": Group("ASEAN, which receives North Korean envoys as a state does", plural="Organisation"),
        "home": Group("North Korea", plural="North Korea"),
        "other": Group(
            "a state that the record needs to name: a publisher's country, a person's country",
            plural="Other states named",
        ),
    },
)


@dataclass(frozen=True, kw_only=True)
class RelationChange(Term):
    """A change of relations, and the state of them that it implies."""

    leads_to: str


RELATION_CHANGES = Vocabulary(
    "change of relations",
    {
        "established": RelationChange("diplomatic relations begin", leads_to="full"),
        "upgraded": RelationChange("a higher level, or a new channel, of ties that exist", leads_to="full"),
        "downgraded": RelationChange(
            "ties that exist are reduced: ambassadors withdrawn, channels frozen, an open quarrel", leads_to="strained"
        ),
        "severed": RelationChange("one side ends diplomatic relations", leads_to="none"),
        "restored": RelationChange("relations resume after a break, or return to their earlier level", leads_to="full"),
        "recognised": RelationChange(
            "a government, a front or a coalition is recognised beside or instead of another", leads_to="rival"
        ),
    },
)


@dataclass(frozen=True, kw_only=True)
class RelationState(Term):
    """A state of relations: `short` is what fits into a band, `colour` its filling; none is left blank.

    `heading` heads the countries that are in this state; `diplomatic` says whether there are diplomatic relations.
    """

    short: str
    heading: str
    colour: str | None
    diplomatic: bool = True


RELATION_STATES = Vocabulary(
    "state of relations",
    {
        "full": RelationState(
            "diplomatic relations",
            short="diplomatic relations",
            heading="Diplomatic relations",
            colour="state-full",
        ),
        "strained": RelationState(
            "diplomatic relations, reduced or frozen in practice",
            short="reduced",
            heading="Reduced or frozen in practice",
            colour="state-strained",
        ),
        "rival": RelationState(
            "Pyongyang recognises a rival government, or a front in exile",
            short="rival recognised",
            heading="A rival government recognised",
            colour="state-rival",
            diplomatic=False,
        ),
        "none": RelationState(
            "no diplomatic relations", short="none", heading="No diplomatic relations", colour=None, diplomatic=False
        ),
    },
)

MISSION_KINDS = Vocabulary.plain(
    "kind of mission",
    {
        "embassy": "a resident embassy",
        "consulate": "a consulate or consulate general",
        "trade-office": "a trade mission without diplomatic relations, or beside them",
        "non-resident": Term("an ambassador accredited from another capital", "non-resident ambassador"),
        "delegation": "a delegation to an organisation, or of a movement that is no state",
        "committee": "a committee of embassies",
    },
)


@dataclass(frozen=True, kw_only=True)
class MissionStatus(Term):
    """Whether a mission works; `words` tell the mission in this state, with `{kind}` for what kind it is."""

    words: str


MISSION_STATUSES = Vocabulary(
    "status of a mission",
    {
        "open": MissionStatus("working when last seen", words="{kind}"),
        "suspended": MissionStatus("kept in law, without staff", words="{kind}, suspended"),
        "closed": MissionStatus("ended", words="{kind}, closed"),
        "none": MissionStatus("a source says that there is none", words="none, as a source says"),
        "unknown": MissionStatus("not found out", words="{kind}: not known"),
    },
)


@dataclass(frozen=True, kw_only=True)
class HeadOfMission(Term):
    """As what a person heads a mission: `kinds` are the kinds of mission that such a person heads; none before arrival."""

    kinds: tuple[str, ...] = ()


MISSION_HEADS = Vocabulary(
    "head of a mission",
    {
        "ambassador": HeadOfMission(
            "an ambassador, resident or accredited from elsewhere", kinds=("embassy", "non-resident", "delegation")
        ),
        "charge": HeadOfMission(
            "who leads an embassy while it has no ambassador, or he is away", "chargé d'affaires", kinds=("embassy",)
        ),
        "designate": HeadOfMission(
            "named as ambassador, and by no source seen in the post", "ambassador named, not seen in the post"
        ),
        "representative": HeadOfMission(
            "who heads a mission that is no embassy", kinds=("consulate", "trade-office", "delegation", "committee")
        ),
    },
)


# What is asked of every country.
FACTS = Vocabulary.plain(
    "comparable fact",
    {
        "visas": Term("who may enter without one, and since when", "Visas"),
        "workers": Term("how many, where, and until when", "North Korean workers"),
        "restaurants": Term("how many, where, and until when", "North Korean restaurants"),
        "defectors": Term("transit, arrests, hand-overs", "Route of defectors"),
        "trade": Term("its size and main goods", "Trade with North Korea"),
        "reports-2397": Term(
            "which were sent, and what they say", "Reports to the Security Council on resolution 2397"
        ),
        "votes": Term("which way, and when", "Votes in the UN on human rights in North Korea"),
        "flights": Term("which, and until when", "Flights and shipping lines to North Korea"),
        "arms": Term("what was sold, given or taught, and until when", "Arms and military ties"),
        "ambassadors": Term("who they are, and since when", "Ambassadors now, both ways"),
    },
)

RANKS = Vocabulary.plain(
    "rank of a visit",
    {
        "leader": "a head of state, government or ruling party",
        "speaker": "the head of a parliament, or of its standing body who is not head of state",
        "minister": "a minister, a deputy premier, a secretary or member of a ruling party's leadership, a commander in chief",
        "vice-minister": Term(
            "a vice-minister, a department head of a ruling party, a chief of staff or deputy commander, a special envoy below minister",
            "vice-minister",
        ),
        "ambassador": "an ambassador, or a head of department of a ministry",
        "official": "officials and officers below that rank",
        "society": "friendship associations, artists, athletes, scholars, firms, private persons",
    },
)


@dataclass(frozen=True, kw_only=True)
class Errand(Term):
    """What a visit is for; `counts_as` is what it counts as once it took place, a word of `VISIT_COUNTS`."""

    counts_as: str


VISIT_KINDS = Vocabulary(
    "kind of visit",
    {
        "state": Errand(
            "a visit of a head of state, government or party under the title of a state visit", counts_as="visit"
        ),
        "official": Errand("an official or official goodwill visit between the two sides", counts_as="visit"),
        "goodwill": Errand("a goodwill visit below that form", counts_as="visit"),
        "working": Errand(
            "talks on a defined subject: consultations, a joint committee, technical missions", counts_as="visit"
        ),
        "party": Errand("a visit of one party to the other", counts_as="visit"),
        "parliamentary": Errand("a visit of members of parliament", counts_as="visit"),
        "military": Errand("a visit of armed forces, defence or public-security ministries", counts_as="visit"),
        "envoy": Errand("an ambassador's credentials, a special envoy, a messenger", counts_as="visit"),
        "multilateral": Errand("a journey to a meeting of many states that the host holds", counts_as="visit"),
        "summit": Errand("a journey to a summit with a third state that the host lets happen", counts_as="visit"),
        "meeting": Errand("a meeting of the two sides in a third country (`venue`)", counts_as="meeting"),
        "cultural": Errand("artists, athletes, scholars, friendship associations", counts_as="visit"),
        "business": Errand("firms, chambers of commerce, trade promotion", counts_as="visit"),
        "private": Errand("a journey without an official purpose, or a secret one", counts_as="visit"),
        "transit": Errand("a stop on the way elsewhere", counts_as="stop"),
    },
)


@dataclass(frozen=True, kw_only=True)
class Course(Term):
    """Whether a visit took place; `schema` is what schema.org calls it, which has no word for what is past."""

    schema: str | None


VISIT_STATUSES = Vocabulary(
    "status of a visit",
    {
        "held": Course("a source reports the arrival, talks, or the visit in retrospect", schema=None),
        "announced": Course("only the plan is reported", schema="EventScheduled"),
        "departed": Course("only the departure is reported", schema=None),
        "cancelled": Course("called off", schema="EventCancelled"),
    },
)
# Numbers of visits, wherever they stand (home, pages, pictures, tables, SQL), are numbers of the first of these.
VISIT_COUNTS = Vocabulary.plain(
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

AGREEMENT_KINDS = Vocabulary.plain(
    "kind of agreement",
    {
        "treaty": "a treaty or an accession to one",
        "agreement": "an agreement between governments, ministries or institutions",
        "protocol": "a protocol, or an amendment to an agreement",
        "mou": Term("a memorandum of understanding", "memorandum of understanding"),
        "letter-of-intent": "a letter of intent",
        "plan": "a plan of work, exchange or cooperation for a period",
        "joint-statement": "a joint statement, declaration or communiqué",
        "contract": "a commercial contract",
        "committee": "the founding or a protocol of a standing joint body",
        "exchange-of-notes": "an exchange of notes or letters",
    },
)


@dataclass(frozen=True, kw_only=True)
class AgreementStatus(Term):
    """What became of an agreement; `dated` is what a calendar calls the day of its date, with `{label}` for its title."""

    dated: str


AGREEMENT_STATUSES = Vocabulary(
    "status of an agreement",
    {
        "planned": AgreementStatus("under negotiation or announced, not signed", dated="{label}"),
        "initialled": AgreementStatus("initialled, not signed", dated="Initialled: {label}"),
        "issued": AgreementStatus(
            "made public in the name of both sides, without signatures: a communiqué, a statement",
            dated="Issued: {label}",
        ),
        "signed": AgreementStatus("signed; nothing more is known of its entry into force", dated="Signed: {label}"),
        "in-force": AgreementStatus("a source says that it applies", dated="Signed: {label}"),
        "expired": AgreementStatus("its term has run out", dated="Signed: {label}"),
        "terminated": AgreementStatus("ended by a party", dated="Signed: {label}"),
        "unknown": AgreementStatus("a source names it without saying what became of it", dated="Signed: {label}"),
    },
)
AGREEMENT_FIELDS = Vocabulary.plain(
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

EVENT_KINDS = Vocabulary.plain(
    "kind of event",
    {
        "statement": "a statement, a message, a protest, an appeal",
        "test": "a nuclear test, the launch of a missile or a satellite by North Korea",
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
        "it-workers": Term("North Korean information-technology workers abroad", "IT workers"),
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

# What a state does to others: what it says of it is a party's word.
IMPOSED = ("sanctions-listing", "seizure", "expulsion", "court-case")

CONFIDENCES = Vocabulary.plain(
    "confidence",
    {
        "confirmed": "primary papers, both sides, or several independent sources agree",
        "reported": "a credible source says so",
        "alleged": "a claim that its source attributes to others, or that a party denies",
        "disputed": "sources contradict each other in substance",
    },
)


@dataclass(frozen=True, kw_only=True)
class StanceTerm(Term):
    """What a government said of a test, a launch or an attack, with the shade of its cell: the sharper, the darker."""

    shade: float


# From the sharpest; of several words of one government on one event a table tells them all.
STANCES = Vocabulary(
    "stance",
    {
        "condemned": StanceTerm("condemned or denounced it", shade=1.0),
        "objected": StanceTerm(
            "regretted, deplored or rejected it, or called it a breach of resolutions, without condemning it", shade=0.7
        ),
        "concerned": StanceTerm("voiced concern, worry or dismay", "voiced concern", shade=0.45),
        "restraint": StanceTerm(
            "called for restraint, calm or talks, and judged nobody", "called for restraint", shade=0.22
        ),
        "supported": StanceTerm("defended it, or welcomed it", shade=0.0),
        "silent": StanceTerm(
            "said nothing, or declined to say anything, as a source reports", "silent, as a source says", shade=0.0
        ),
    },
)

GRADES = Vocabulary.plain(
    "grade of evidence",
    {
        "A": "a primary document, or both parties' own announcements, and an origin that is no party, all of the time; the day is known",
        "B": "two separate origins or more, one of them no party",
        "C": "one origin that is no party, or the parties' own media only, or pages made from others' reports",
        "D": "one party's word alone, or alleged, or disputed in its substance, or only announced beforehand",
    },
)


@dataclass(frozen=True, kw_only=True)
class Actor(Group):
    """A kind of entity, with its type in schema.org; what is both an organisation and a place has one of its own."""

    schema: str


ENTITY_KINDS = Vocabulary(
    "kind of entity",
    {
        "company": Actor("a firm, a front, a trading house", plural="Companies", schema="Corporation"),
        "bank": Actor("a bank or a payment company", plural="Banks and payment companies", schema="BankOrCreditUnion"),
        "ship": Actor("a ship, with its IMO number where a source gives it", plural="Ships", schema="Vehicle"),
        "airline": Actor("an airline", plural="Airlines", schema="Airline"),
        "restaurant": Actor("a restaurant", plural="Restaurants", schema="Restaurant"),
        "hotel": Actor("a hotel or a resort, with a casino or without", plural="Hotels", schema="Hotel"),
        "museum": Actor("a museum or a permanent exhibition", plural="Museums", schema="Museum"),
        "monument": Actor(
            "a statue, a memorial, a mausoleum", plural="Monuments", schema="LandmarksOrHistoricalBuildings"
        ),
        "school": Actor(
            "a school, kindergarten or university", plural="Schools and universities", schema="EducationalOrganization"
        ),
        "hospital": Actor("a hospital or clinic", plural="Hospitals and clinics", schema="Hospital"),
        "ministry": Actor(
            "a ministry, an agency, a parliament, armed forces",
            "ministry or state body",
            plural="Ministries and state bodies",
            schema="GovernmentOrganization",
        ),
        "embassy": Actor("an embassy or a consulate", plural="Embassies", schema="GovernmentOrganization"),
        "party": Actor("a political party, or an organ of one", plural="Political parties", schema="PoliticalParty"),
        "association": Actor(
            "a friendship association, a chamber, a union, a foundation", plural="Associations", schema="Organization"
        ),
        "media": Actor(
            "a news agency, a broadcaster, a newspaper as an actor", plural="Media", schema="NewsMediaOrganization"
        ),
        "court": Actor("a court", plural="Courts", schema="Organization"),
        "organisation": Actor(
            "an intergovernmental organisation or one of its bodies",
            plural="Intergovernmental organisations",
            schema="Organization",
        ),
        "group": Actor("a hacking group, an armed group, an artistic ensemble", plural="Groups", schema="Organization"),
        "site": Actor("a mine, a factory, a farm, a compound, a park", plural="Sites", schema="Place"),
    },
)
LISTING_LISTS = Vocabulary.plain(
    "sanctions list",
    {
        "un": Term("UN Security Council, committee 1718", "UN"),
        "us": Term("United States, Treasury (OFAC)", "United States"),
        "eu": Term("European Union", "European Union"),
        "japan": Term("Japan", "Japan"),
        "south-korea": Term("South Korea", "South Korea"),
        "australia": Term("Australia", "Australia"),
        "united-kingdom": Term("United Kingdom", "United Kingdom"),
        "singapore": Term("Singapore", "Singapore"),
    },
)

MEASURE_KINDS = Vocabulary(
    "kind of measure",
    {
        "resolution": Group(
            "a resolution of the UN Security Council with provisions that bind states",
            plural="Resolutions that bind states",
        ),
        "statement": Group(
            "a UN statement or a resolution without binding provisions",
            plural="Statements, and resolutions without binding provisions",
        ),
        "body": Group(
            "a committee, panel or team that watches over sanctions", plural="Bodies that watch over sanctions"
        ),
        "national": Group("a rule of one state or of the European Union", plural="National and European rules"),
        "vote": Group("a recorded vote in the United Nations", plural="Votes"),
    },
)


@dataclass(frozen=True, kw_only=True)
class Subject(Term):
    """What a provision is about: the kinds of events and fields of agreements that it concerns, the goods by name."""

    matters: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()


PROVISION_SUBJECTS = Vocabulary(
    "subject of a provision",
    {
        "arms": Subject("arms and military training", matters=("arms", "defence")),
        "wmd": Subject(
            "nuclear, missile and other weapons of mass destruction goods",
            "weapons of mass destruction",
            matters=("arms",),
        ),
        "luxury": Subject(
            "luxury goods",
            "luxury goods",
            matters=("trade",),
            goods=("luxury", "wine", "whisky", "cognac"),
        ),
        "assets": Subject("assets of listed persons and bodies", matters=("sanctions-listing",)),
        "travel": Subject("travel of listed persons", matters=("sanctions-listing",)),
        "inspection": Subject("inspection and seizure of cargo", matters=("seizure", "shipping")),
        "shipping": Subject(
            "ships: flags, chartering, insurance, ports, transfers at sea", matters=("shipping", "transport")
        ),
        "aviation": Subject("aircraft and aviation fuel", matters=("aviation",)),
        "finance": Subject(
            "banks, financial services, bulk cash, joint ventures",
            matters=("finance", "cyber", "investment", "economy"),
        ),
        "diplomacy": Subject(
            "staff, accounts and premises of missions, conduct of diplomats", matters=("expulsion", "closure")
        ),
        "coal": Subject("coal and iron", matters=("trade", "industry"), goods=("coal", "iron ore", "pig iron")),
        "minerals": Subject(
            "other minerals and metals",
            matters=("trade", "industry"),
            goods=("copper", "nickel", "zinc", "lead ore", "magnesite", "titanium", "rare earth"),
        ),
        "seafood": Subject("seafood and fishing rights", matters=("trade",), goods=("seafood", "squid", "crab")),
        "textiles": Subject("textiles", matters=("trade",), goods=("textile", "garment", "clothing")),
        "oil": Subject(
            "crude oil, refined products, gas",
            matters=("trade", "energy"),
            goods=("crude oil", "petroleum", "diesel", "gasoline", "fuel oil"),
        ),
        "machinery": Subject(
            "machinery, vehicles, metals", matters=("trade", "industry"), goods=("machinery", "vehicle", "truck")
        ),
        "agriculture": Subject(
            "food and farm products",
            matters=("agriculture",),
        ),
        "workers": Subject("workers abroad", matters=("workers", "it-workers", "restaurant", "labour")),
        "science": Subject(
            "scientific and technical cooperation, training", matters=("science", "education", "health")
        ),
        "monuments": Subject("statues and monuments", matters=("restaurant",)),
        "monitoring": Subject("committees, panels and reports", matters=("sanctions-report",)),
    },
)
PROVISION_BASES = Vocabulary.plain(
    "day on which a provision begins",
    {
        "adopted": "the day on which the resolution was adopted",
        "deadline": "a later day that the resolution sets",
    },
)


@dataclass(frozen=True, kw_only=True)
class Direction(Term):
    """A direction of trade, with the colour of its line."""

    colour: str


DIRECTIONS = Vocabulary(
    "direction of trade",
    {
        "total": Direction("trade both ways", colour="muted"),
        "exports-to-dprk": Direction("goods that the partner sold to North Korea", colour="partner"),
        "imports-from-dprk": Direction("goods that the partner bought from North Korea", colour="dprk"),
    },
)
INDICATOR_KINDS = Vocabulary(
    "kind of indicator",
    {
        "trade": Group("trade in goods, by partner and direction", plural="Trade"),
        "share": Group("a share in per cent", plural="Shares"),
        "economy": Group("size and growth of the economy", plural="Economy"),
        "people": Group("numbers of persons", plural="People"),
        "missions": Group("numbers of missions", plural="Missions abroad"),
        "crime": Group("sums stolen or laundered", plural="Theft and laundering"),
        "other": Group("none of these", plural="Other"),
    },
)


CLAIM_QUERIES = Vocabulary.plain(
    "question of a claim",
    {
        "visits": Term("visits that took place: how many, the first and the last", "visits that took place"),
        "votes": Term("votes in the United Nations: how many for, against, abstaining", "votes in the United Nations"),
        "series": Term("values of a series: the first, the last, the lowest, the highest", "values of a series"),
    },
)


@dataclass(frozen=True, kw_only=True)
class Verdict(Term):
    """How far a claim holds; `rating` is its place from 1, contradicted, to 3, borne out, and None where there is no verdict."""

    rating: int | None


VERDICTS = Vocabulary(
    "verdict",
    {
        "borne-out": Verdict("what is on record supports it, and nothing of weight speaks against it", rating=3),
        "in-part": Verdict(
            "it holds of a part, a time or a way of counting that the claim does not name",
            "borne out in part",
            rating=2,
        ),
        "contradicted": Verdict("what is on record speaks against it", rating=1),
        "not-checkable": Verdict("nothing open to the public could settle it", rating=None),
    },
)


@dataclass(frozen=True, kw_only=True)
class LanguageName(Term):
    """A language: `babel` is the name under which LaTeX's babel and polyglossia know it; None where they do not."""

    babel: str | None


LANGUAGES = Vocabulary(
    "language",
    {
        "ar": LanguageName("Arabic", "Arabic", babel="arabic"),
        "bn": LanguageName("Bengali", "Bengali", babel="bengali"),
        "cs": LanguageName("Czech", "Czech", babel="czech"),
        "da": LanguageName("Danish", "Danish", babel="danish"),
        "de": LanguageName("German", "German", babel="german"),
        "en": LanguageName("English", "English", babel="english"),
        "es": LanguageName("Spanish", "Spanish", babel="spanish"),
        "fil": LanguageName("Filipino", "Filipino", babel="filipino"),
        "fr": LanguageName("French", "French", babel="french"),
        "hu": LanguageName("Hungarian", "Hungarian", babel="hungarian"),
        "id": LanguageName("Indonesian", "Indonesian", babel="indonesian"),
        "it": LanguageName("Italian", "Italian", babel="italian"),
        "ja": LanguageName("Japanese", "Japanese", babel="japanese"),
        "km": LanguageName("Khmer", "Khmer", babel="khmer"),
        "ko": LanguageName("Korean", "Korean", babel="korean"),
        "lo": LanguageName("Lao", "Lao", babel="lao"),
        "ms": LanguageName("Malay", "Malay", babel="malay"),
        "my": LanguageName("Burmese", "Burmese", babel="burmese"),
        "nl": LanguageName("Dutch", "Dutch", babel="dutch"),
        "no": LanguageName("Norwegian", "Norwegian", babel="norsk"),
        "pl": LanguageName("Polish", "Polish", babel="polish"),
        "pt": LanguageName("Portuguese", "Portuguese", babel="portuguese"),
        "ro": LanguageName("Romanian", "Romanian", babel="romanian"),
        "ru": LanguageName("Russian", "Russian", babel="russian"),
        "sk": LanguageName("Slovak", "Slovak", babel="slovak"),
        "sv": LanguageName("Swedish", "Swedish", babel="swedish"),
        "ta": LanguageName("Tamil", "Tamil", babel="tamil"),
        "tet": LanguageName("Tetum", "Tetum", babel=None),
        "th": LanguageName("Thai", "Thai", babel="thai"),
        "tr": LanguageName("Turkish", "Turkish", babel="turkish"),
        "uk": LanguageName("Ukrainian", "Ukrainian", babel="ukrainian"),
        "vi": LanguageName("Vietnamese", "Vietnamese", babel="vietnamese"),
        "zh": LanguageName("Chinese", "Chinese", babel="chinese"),
        "zh-Hans": LanguageName("Chinese (simplified)", "Chinese (simplified)", babel="chinese-simplified"),
        "zh-Hant": LanguageName("Chinese (traditional)", "Chinese (traditional)", babel="chinese-traditional"),
    },
)

# What is written for a language and is none, or is a second code of one above: codes of countries, of three letters.
MISTAKEN_LANGUAGES = {
    "vn": "vi",
    "kr": "ko",
    "kp": "ko",
    "tl": "fil",
    "ph": "fil",
    "cn": "zh",
    "jp": "ja",
    "kh": "km",
    "la": "lo",
    "mm": "my",
    "tp": "tet",
    "cz": "cs",
    "eng": "en",
    "kor": "ko",
    "vie": "vi",
    "tha": "th",
    "ind": "id",
    "msa": "ms",
    "zh-CN": "zh-Hans",
    "zh-TW": "zh-Hant",
}
