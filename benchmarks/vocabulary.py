"""The words that the corpus is made of: tables of ordinary English words, and names put together from syllables.

Nothing here is taken from a real text; every place, person and body is invented. Changing a word changes the corpus,
and so every figure measured before.
"""

from __future__ import annotations

from itertools import product


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


SECTIONS = ("Town", "Harbour", "Council", "Business", "Sport", "Culture", "Letters", "Region")

PLACES = tuple(
    start + end
    for end, start in product(
        _words("mouth ley wick ford ham stead combe haven by thorpe bridge ness cliffe holt worth dale burn minster"),
        _words(
            "Kel Bran Ost Thorn Mar Ells Hather Wend Cald Pen Ruth Sel Tarn Quar Ald Fen Gris Lang Mos Nether "
            "Orl Stan Ud Wyth"
        ),
    )
)

FIRST_NAMES = _words(
    "Ada Agnes Alan Albert Alice Amir Anna Arthur Beatrice Ben Bridget Carla Cecil Clara Colin Daniel Dora Edith Elias "
    "Ellen Esther Farid Felix Flora Frank George Grace Hannah Harold Helen Hugh Ida Ines Iris Jack Jacob Jane Joan "
    "Joseph Kate Laura Leo Lucy Mabel Martin May Miriam Nora Oscar Owen Paula Peter Rosa Ruth Samuel Sarah Stella "
    "Thomas Vera Walter"
)

LAST_NAMES = tuple(
    start + end
    for end, start in product(
        _words("er son well ock ing ard"), _words("Pell Marl Stodd Tench Orm Kett Brack Hask Lorr Wynd")
    )
)

SUBJECTS = _words(
    "harbour ferry council school flood football lighthouse market library railway fishing hospital housing weather "
    "election museum theatre choir bridge lifeboat police budget tourism farming cannery post-office bus roads water "
    "heritage cricket rowing swimming music cinema painting gardens birds wildlife coast tides storms fire-brigade "
    "court charity volunteers youth pensions jobs trade shops planning parks allotments cycling buses waste energy "
    "wind-power telephone newspapers history archaeology churches festivals carnival education nursery university "
    "health dentists care crime traffic parking airport shipping boatyard lido"
)

BODIES = _phrases(
    "the council|the harbour board|the school governors|the ferry company|the lifeboat crew|the library committee|"
    "the planning office|the hospital trust|the parish meeting|the market traders|the county surveyor|the bus company|"
    "the water board|the museum's friends|the rowing club|the chamber of trade|the choir|the residents' association|"
    "the fire brigade|the coroner|the tenants' group|the cannery's owners|the road engineers|the festival's organisers|"
    "the environmental department|the neighbourhood partnership|the transport commissioner|"
    "the shipbuilders' association|the education authority|the conservation committee"
)

PEOPLE = _phrases(
    "a retired pilot|the head teacher|the harbour master|a shopkeeper|the deputy mayor|a bus driver|the club captain|"
    "a farmer from the valley|the town clerk|one of the trustees|the caretaker|a student of nineteen|the projectionist|"
    "the district nurse|a neighbour|the bandmaster|the head gardener|a boatbuilder|the postmaster|the surveyor"
)

THINGS = _words(
    "plan report bridge wall pier clock roof timetable survey grant petition boiler footpath proposal engine bell "
    "lease building contract slipway agreement letter collection map drain garden crossing platform ledger repair "
    "inquiry estimate pavilion staircase fence lamp window schedule route tower breakwater consultation inheritance "
    "announcement recommendation investigation warehouse embankment correspondence refurbishment photograph resolution "
    "apprenticeship partnership negotiation settlement assessment subscription compensation celebration exhibition "
    "registration infrastructure administration"
)

PLURALS = _words(
    "families boats pupils houses visitors trees letters jobs passengers shops tickets members lorries objections "
    "volunteers chairs photographs streetlights gulls bicycles windows parcels neighbours tenants patients bricks "
    "recordings gates allotments meetings representatives councillors shareholders campaigners schoolchildren "
    "contributions appointments certificates documents complaints applications signatures households manuscripts "
    "commuters fishermen instruments reservations pensioners motorists"
)

ADJECTIVES = _words(
    "old narrow new second temporary long-awaited costly modest disputed small northern southern unfinished public "
    "crowded quiet wooden broken annual revised cheaper earlier lower upper empty restored unusual private common "
    "final first early considerable controversial independent experimental comprehensive unexpected "
    "neighbouring traditional agricultural preliminary extraordinary provisional voluntary eighteenth-century "
    "unsatisfactory"
)

DID = _phrases(
    "approved|rejected|put off|welcomed|published|questioned|defended|paid for|repaired|measured|inspected|closed|"
    "reopened|sold|photographed|withdrew|discussed|praised|replaced|moved|painted|borrowed|counted|found|investigated|recommended|"
    "acknowledged|reconsidered|demolished|commissioned|underestimated|refurbished|postponed|transferred"
)

SAID = _phrases("said|remarked|wrote|insisted|recalled|admitted|added|explained|maintained|replied")

WHEN = _phrases(
    "on Monday|on Tuesday evening|last week|in the spring|before the winter|at noon|on Friday|over the weekend|"
    "this month|after midnight|at the end of the year|for the third time|by a narrow vote|without debate|in the rain|"
    "within a fortnight|before the holidays|yesterday morning"
)

WHERE = _phrases(
    "by the quay|behind the station|in the lower town|on the hill|near the school|along the river|at the old mill|"
    "beside the market hall|on the north shore|under the viaduct|in the assembly rooms|outside the library|"
    "at the end of the pier|in the valley|on the bypass|next to the chapel"
)

WHY = _phrases(
    "because the money had run out|after months of argument|although nobody had asked for it|since the last storm|"
    "so that the work could begin|while the river was still rising|as the law requires|"
    "to the surprise of its neighbours|despite a petition|"
    "once the paint had dried|because the figures did not add up|after a second count|"
    "in spite of the cost|until a better offer comes|as had been promised two years before|for want of a quorum|"
    "notwithstanding the commissioner's recommendation|following considerable correspondence|"
    "pending an independent investigation|without further explanation|according to the committee's secretary"
)

HEADLINES = (
    "{Body} {did} the {adjective} {thing}",
    "{Place} waits for its {adjective} {thing}",
    "{Plurals} and a {adjective} {thing} at {Place}",
    "The {adjective} {thing} that {body} {did}",
    "{Number} {plurals} {where}",
    "Why {body} {did} a {thing}",
    "{Thing} {where} is {adjective} no longer",
    "{Place} {thing}: {number} {plurals} {when}",
)

SENTENCES = (
    "{Body} {did} the {adjective} {thing} {when}, {why}.",
    "{Body} {did} a {thing} for the {plurals} of {Place} {when}.",
    "{Number} {plurals} were counted {where} {when}, {why}.",
    "The {thing} {where} had been {adjective} for {number} years, and {body} {did} it {when}.",
    "{Person} of {Place} {said} that the {thing} was {adjective}, {why}.",
    "In {Place} there are {number} {plurals} and one {adjective} {thing}, which {body} {did} {when}.",
    "Neither {body} nor {body} had {did} the {thing}, {why}.",
    "It's the {adjective} {thing} {where} that {body} {did}; the {adjective} one is {where}.",
    "{When}, {person} {did} the {thing}, and {number} {plurals} were moved to {Place}.",
    "The {plurals} {where} - {number} of them - aren't part of the {thing}.",
    "Since {year} {body} has {did} {number} {plurals} {where}, {why}.",
    "No {thing} has been so {adjective} as the one that {body} {did} {when}.",
    "{Body}, {why}, {did} *the {adjective} {thing}* {when}.",
    "A {thing} of {number} pages was read aloud {where}, and **{number} {plurals}** were named in it.",
    "{Person} and {person} {did} it together, {why}.",
    "What became of the {plurals} is not known, but the {thing} stands {where} and {body} {did} it {when}.",
)

QUOTES = (
    '"We {did} the {thing} {when}," {person} {said}. "It was {adjective}, and the {plurals} knew it."',
    '"There were {number} {plurals} {where}," {said} {person}, "and not one of them was {adjective}."',
    '{Person} {said}: "Nobody in {Place} has seen such a {adjective} {thing} since {year}."',
    '"You can\'t mend a {thing} with {plurals}," {person} {said}, {why}.',
    '"I\'ve lived {where} for {number} years. The {thing} was always {adjective}," {person} {said}.',
)

SUBHEADS = (
    "A {adjective} {thing}",
    "{Number} {plurals}",
    "What {body} {did}",
    "The view from {Place}",
    "After the {thing}",
)

LINKS = ("the {thing}'s [full text](https://example.org/{slug}/) was printed {when}.",)

LIST_ENTRIES = (
    "{number} {plurals} {where}",
    "a {adjective} {thing}, {why}",
    "the {thing} that {body} {did}",
)
