"""Word lists for comparing names: data only, all after romanization and in lower case."""

LEGAL_FORMS = frozenset(
    """ab ag akg aktiengesellschaft anonima anonyme as asa bhd bv cic closed co company corp corporation cv eg ek esp
    gbr gesellschaft gmbh holding holdings inc incorporated joint jsc kabushiki kaisha kft kg kk liability limited llc
    llp lp ltd ltda mbh nv oao ojsc ooo open oy oyj pao pjsc plc pte pty public pvt sa sae sarl sas sasu se sl snc
    sociedad societe sociedade spa spolka spzoo sro srl sti stock zao zrt""".split()
)
"""Legal forms of companies."""

TITLES = frozenset(
    """adm admiral ayatollah brig brigadier capt captain col colonel dame dr eng excellency father gen general haji
    hajj hajji her his hojatoleslam hon ing jr king lady lieutenant lord lt maj major maulavi maulvi mawlawi minister
    miss monsieur mr mrs ms mullah president prince princess prof professor queen rev sayed sayyid senator sergeant sgt
    shaikh sheik sheikh sir sr syed""".split()
)
"""Titles of persons."""

PARTICLES = frozenset(
    """a ad al an and ar as at az ben bin bint da de del della den der do dos du e el for i ibn in la le of on the und
    ul van von y""".split()
)
"""Articles, prepositions and parts of names that are often left out."""

GENERIC = frozenset(
    """administration area army association authorities authority battalion board brigade brigades bureau centre center
    city coalition commission committee council department district division faction fighters force forces front
    government governorate group groups kingdom militia militias ministry movement network office organisation
    organization party people police province rebels regime region republic service services soldiers state territory
    town troops union unit village""".split()
)
"""What many names say what a thing is by: of less weight than the word that tells it from others."""

SHORT_FORMS = {
    "assn": "association", "dept": "department", "eu": "european union", "govt": "government",
    "intl": "international", "natl": "national", "uae": "united arab emirates", "uk": "united kingdom",
    "un": "united nations", "univ": "university", "us": "united states", "usa": "united states",
}  # fmt: skip
"""Short forms that stand inside longer names."""

ROMAN = dict(zip("i ii iii iv v vi vii viii ix x xi xii".split(), map(str, range(1, 13)), strict=True))

ONES = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        range(1, 20),
        strict=True,
    )
)
TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
ORDINALS = dict(
    zip("first second third fourth fifth sixth seventh eighth ninth tenth".split(), range(1, 11), strict=True)
)

LOOK_ALIKES = str.maketrans("01345", "oleas")
"""Digits written for letters inside a word: Ig0r."""

SOUNDS = (
    ("sch", "s"), ("ph", "f"), ("kh", "h"), ("gh", "g"), ("sh", "s"), ("ch", "c"), ("th", "t"), ("dh", "d"),
    ("zh", "z"), ("ts", "c"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("w", "v"), ("j", "y"),
)  # fmt: skip
"""Spellings of consonants, and one spelling for those that transcriptions do not tell apart."""
