// The normal form in which two names are compared.

const FOLDED = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", ħ: "h", ŋ: "n", ŧ: "t" };
const SPELT = { "&": " and ", "+": " plus ", "#": " sharp ", "@": " at " };
const ARTICLE = /^(?:the|an|a) (?=.)/;
const DROPPED = /['’‘ʼʻ`´ʿʾ]/g;

/** Return a name without case, diacritics, apostrophes and a leading article, its words one space apart. */
export function normal(name, person = false) {
  const folded = name.normalize("NFKC").toLowerCase().replace(/[øłđðþßæœıħŋŧ]/g, (letter) => FOLDED[letter]);
  const bare = folded.normalize("NFD").replace(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}])\p{M}+/gu, "$1").normalize("NFC");
  const words = bare.replace(DROPPED, "").replace(/(?<=[\p{L}\p{N}])\.(?=[\p{L}\p{N}]|$|\s)/gu, "").replace(/[&+#@]/g, (sign) => SPELT[sign]);
  const text = words.replace(/[^\p{L}\p{N}\p{M}]+/gu, " ").trim();
  return person ? text : text.replace(ARTICLE, "");
}

/** Return whether every word asked for begins a word of a text in normal form. */
export function hasWords(text, asked) {
  const words = text.split(" ");
  return asked.every((word) => words.some((other) => other.startsWith(word)));
}
