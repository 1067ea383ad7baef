"""Words by what they do at the start of a phrase. Data for `grammar` and `prose`; own selection.

The lists need not be complete: a word that is missing makes a phrase a noun phrase, which every
frame can hold. They lean to words that people use about their work.
"""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SUBJECTS = _words(
    "i i'm i've i'd i'll we we're we've you you're you've he she it it's they they're there "
    "that's there's everyone everybody nobody somebody someone's people"
)
CLAUSE_STARTERS = _words(
    "how what which where who whom whose when why whether if what's who's how's"
)
OPENERS = _words(
    "please let let's thank thanks feel tell imagine congratulations well-done yes no hello hi "
    "dear but so and also however although though while since because as after before until "
    "unfortunately today yesterday tomorrow"
)
AUXILIARIES = _words(
    "am is are was were be's do does did have has had can could will would shall should may might "
    "must isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't can't cannot "
    "couldn't won't wouldn't shouldn't mustn't"
)
PRONOUNS = _words("i we you he she it they there this that these those")
DETERMINERS = _words(
    "the a an my our your his her their its this that these those some any each every both all "
    "another several many few more most no one two three four five six seven eight nine ten "
    "eleven twelve half"
)
NUMBER_WORDS = _words(
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty "
    "half several both"
)
PREPOSITIONS = _words(
    "in on at by via over through with from for about of to after before between during under "
    "without within towards since until into as out up off down across along against"
)
RELATIVES = _words(
    "that which who whom whose where when why how what because if whether as than after before "
    "while since until so though although"
)
SUBJECTLESS = _words(
    "can't cannot can could don't do am have keep haven't couldn't won't didn't wouldn't had was "
    "never always still"
)
STATES = _words(
    "stuck torn unsure uncertain undecided afraid worried new not struggling blocked responsible "
    "lost convinced based currently about ready confident tempted reluctant caught"
)
ADVERBS = _words(
    "already also recently finally first then mostly only mainly quietly slowly twice once "
    "carefully briefly weekly monthly"
)
RHYTHMS = _words("once twice every less more monthly quarterly weekly yearly each only")
NO_ARTICLE = _words(
    "head director ceo cto cfo coo cpo ciso chair chief vp svp evp president vice-president "
    "co-founder cofounder founder principal dean secretary treasurer headteacher deputy acting "
    "interim employee professor"
)
NOT_GERUND = _words(
    "thing nothing something everything anything morning evening spring string king ring wing "
    "ceiling sibling during bring sing swing darling training pricing engineering marketing "
    "onboarding staffing hiring funding branding accounting meeting meetings building"
)
NOT_PAST = _words(
    "red bed need feed seed speed breed united unprecedented indeed hundred sacred naked aged"
)
# Adjectives as often as pasts: read as pasts where an object or its preposition follows.
MAYBE_PAST = _words(
    "advanced detailed shared related limited distributed mixed embedded applied combined "
    "increased improved reduced repeated"
)
# Regular pasts that stand as the verb of a clause far more often than as a participle after a noun.
CLAUSE_PASTS = _words(
    "dropped increased decreased improved doubled halved tripled stayed agreed worked happened "
    "ended stopped failed succeeded joined arrived remained turned helped learned learnt changed "
    "started moved doubled reached saved shrank disappeared got"
)
THIRD_PERSON = _words(
    "runs works feels seems means takes makes gives keeps wants goes comes gets helps depends "
    "matters teaches builds knows thinks says becomes remains brings lets stays grows expects "
    "avoids prefers happens includes requires suits fits pays sits stands hires leaves"
)

# Base form: past and participle when irregular, or when the last letter doubles.
_VERBS = _words(
    "be/was/been become/became/become begin/began/begun break/broke/broken "
    "bring/brought/brought build/built/built buy/bought/bought catch/caught/caught "
    "choose/chose/chosen come/came/come cut/cut/cut deal/dealt/dealt do/did/done "
    "draw/drew/drawn drive/drove/driven fall/fell/fallen feel/felt/felt find/found/found "
    "get/got/got give/gave/given go/went/gone grow/grew/grown have/had/had "
    "hear/heard/heard hold/held/held keep/kept/kept know/knew/known lead/led/led "
    "leave/left/left let/let/let lose/lost/lost make/made/made meet/met/met "
    "pay/paid/paid put/put/put read/read/read rebuild/rebuilt/rebuilt "
    "rewrite/rewrote/rewritten rise/rose/risen run/ran/run say/said/said see/saw/seen "
    "seek/sought/sought sell/sold/sold send/sent/sent set/set/set sit/sat/sat "
    "sketch/sketched/sketched speak/spoke/spoken spend/spent/spent split/split/split "
    "spread/spread/spread stand/stood/stood take/took/taken teach/taught/taught "
    "tell/told/told think/thought/thought understand/understood/understood "
    "win/won/won withdraw/withdrew/withdrawn write/wrote/written "
    "drop/dropped/dropped plan/planned/planned stop/stopped/stopped map/mapped/mapped "
    "chat/chatted/chatted ship/shipped/shipped swap/swapped/swapped run/ran/run "
    "step/stepped/stepped trim/trimmed/trimmed cancel/cancelled/cancelled "
    "travel/travelled/travelled model/modelled/modelled label/labelled/labelled "
    "admit/admitted/admitted commit/committed/committed refer/referred/referred "
    "shadow/shadowed/shadowed prefer/preferred/preferred "
    "submit/submitted/submitted transfer/transferred/transferred"
)
IRREGULAR: dict[str, tuple[str, str]] = {}
for _entry in sorted(_VERBS):
    _base, _past_form, _participle = _entry.split("/")
    IRREGULAR[_base] = (_past_form, _participle)

REGULAR = _words(
    "accept achieve act adapt add address adopt advise agree aim analyse answer apply arrange ask "
    "assess attend avoid balance book borrow bring brief call calculate change check clarify close "
    "coach collect compare complete conduct consider consult contact contribute convince "
    "coordinate create decide decline define delegate deliver describe design develop discuss "
    "document double draft edit encourage end enter establish evaluate examine expand experiment "
    "explain explore extend facilitate finish focus follow form fund gather handle help hire host "
    "identify implement improve increase inform interview introduce invest invite involve join "
    "judge kick launch learn limit list listen look maintain manage measure mentor migrate monitor "
    "move narrow navigate negotiate note observe offer open organise outline own participate pass "
    "persuade pick pilot pitch practise prepare present prioritise promote propose prototype "
    "publish question raise reach realise recruit redesign reduce refine reflect rehearse relocate "
    "rename reorganise replace report represent research resign resolve respond restructure return "
    "review revise scale schedule secure separate settle share shift simplify sketch solve start "
    "stay study submit suggest summarise supervise support survey switch talk test time trace "
    "track train transfer transition translate try turn understand update use visit volunteer wait "
    "walk want watch welcome work worry charge"
)
# Base verbs that are as often nouns: read as verbs only where an object follows.
NOUN_OR_VERB = _words(
    "lead work talk review plan move call head design help test start change question need answer "
    "book note report offer support research study interview pilot draft pitch mentor list drop "
    "sketch map cut set time shift brief model label track scale form focus limit fund aim act "
    "look visit walk watch wait worry train transfer update survey switch schedule practise "
    "question host own share close open present prototype record end turn return check step run "
    "read build balance check double travel swap ship stop experiment document contact pick coach "
    "judge join approach spread split use split learn find secure separate address chair trim "
    "contract deal fall feel hold keep leave make pay put rise say see sell spread stand take win "
    "refer trace transition shadow chat"
)
ALWAYS_VERBS = _words(
    "learn find make take leave keep hold see say sell pay put become get give go have be stay"
)

ROLE_WORDS = _words(
    "staff senior junior lead principal associate assistant software product project programme "
    "platform data research engineering design marketing sales finance operations people platform "
    "engineer manager designer developer analyst architect consultant teacher nurse doctor writer "
    "editor student researcher scientist lecturer accountant lawyer freelance freelancer "
    "independent recruiter founder head director owner deputy"
)
THEIR_THINGS = _words(
    "talk talks book article articles post posts essay essays interview interviews work advice "
    "example examples question note notes answer answers comment comments workshop lecture paper "
    "papers story point points keynote podcast blog blogs thread newsletter column report review "
    "reviews course class session panel presentation slides guide handbook project team promotion "
    "appointment award move decision help feedback introduction support reply letter message "
    "launch new recent last first"
)

_LOWER_FUNCTION_WORDS = _words(
    "on in at by for from to with about of and or nor not just after before between while since "
    "because as than then over via no please here now both either neither somebody anyone "
    "someone anything everything nothing something thank thanks hiring staffing training pricing "
    "onboarding regular short long small large good better best clear weekly monthly quarterly "
    "former new old recent first second third last next help feedback people whether"
)
_LOWER_NOUNS = _words(
    "conversations conversation calls minutes meetings notes hours pages questions twenty thirty "
    "fifteen forty video phone lunch coffee feedback advice promotion leadership"
)


def _past(base: str) -> str:
    return IRREGULAR[base][0] if base in IRREGULAR else regular_past(base)


def regular_past(base: str) -> str:
    """The regular past: talked, agreed, tried."""
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in set("aeiou"):
        return base[:-1] + "ied"
    return base + "ed"


def gerund(base: str) -> str:
    """The -ing form of a verb."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return base[:-1] + "ing"
    doubling = {"run": "running", "begin": "beginning", "sit": "sitting", "win": "winning"}
    if base in {"cut", "get", "let", "put", "set", "split"}:
        return base + base[-1] + "ing"
    past = IRREGULAR.get(base, ("", ""))[0]
    if past == base + base[-1] + "ed":
        return base + base[-1] + "ing"
    return doubling.get(base, base + "ing")


BASES = REGULAR | frozenset(IRREGULAR)
# Each past form with its participle; only a few differ.
PARTICIPLES: dict[str, str] = {
    **{_past(base): _past(base) for base in REGULAR - frozenset(IRREGULAR)},
    **dict(IRREGULAR.values()),
    **{participle: participle for _, participle in IRREGULAR.values()},
}
PASTS_OF_PARTICIPLES: dict[str, str] = {
    participle: past for past, participle in IRREGULAR.values() if past != participle
}
# Pasts that no participle shares: they prove that a clause has its verb.
CLEAR_PASTS = (
    frozenset(past for past, participle in IRREGULAR.values() if past != participle)
    - frozenset({"was"})
    | CLAUSE_PASTS
)

# Verbs that needs begin with, though they are nouns too, and the nouns that make a compound.
WISHES = _words(
    "lead build join sell win move switch step shift transition return start stop run grow ship "
    "share coach mentor manage host speak raise find learn make own scale hold keep act"
)
NOT_AFTER_WISHES = _words(
    "role roles time times date day rate page pages plan plans list strategy process pipeline "
    "generation conversion title titles position count counts team teams market engineer engineers "
    "designer designers developer developers architect investor investors analyst consultant"
)

LOWERABLE = (
    (SUBJECTS - {"i", "i'm", "i've", "i'd", "i'll"})
    | CLAUSE_STARTERS
    | OPENERS
    | AUXILIARIES
    | DETERMINERS
    | NUMBER_WORDS
    | PREPOSITIONS
    | STATES
    | ADVERBS
    | RHYTHMS
    | ROLE_WORDS
    | THEIR_THINGS
    | BASES
    | frozenset(PARTICIPLES)
    | _words(
        "public hard difficult better good big small technical senior junior product people user "
        "career management leadership team work remote design research strategy time long short "
        "middle early late personal professional confidence self-confidence stakeholder customer "
        "manager platform full-time part-time freelance individual general consulting sales"
    )
    | frozenset(map(gerund, BASES))
    | _LOWER_FUNCTION_WORDS
    | _LOWER_NOUNS
) - {"may", "hello", "hi", "dear", "i"}

ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:etc|e\.g|i\.e|a\.m|p\.m|vs|approx|no|inc|ltd|co|jr|sr|dr|mr|mrs|ms|prof|st)\.$",
    re.IGNORECASE,
)
# The base of each past form, to ask about it: chose -> choose.
BASE_OF: dict[str, str] = {_past(base): base for base in sorted(BASES)}
BACKGROUNDS = (
    ROLE_WORDS | NO_ARTICLE | _words("author former ex maintainer creator host organiser")
) - {
    "lead",
    "data",
    "design",
    "research",
    "product",
    "people",
    "project",
    "platform",
    "independent",
    "software",
    "engineering",
    "marketing",
    "sales",
    "finance",
    "operations",
    "programme",
}
