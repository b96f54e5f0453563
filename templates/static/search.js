// The search page: asks for pieces of the index (docs/search.md), newest period first, and puts what it finds into the page
// as text. Words are found and folded as newsgen/searching/terms.py does it: what is changed here is changed there.
"use strict";
{
  const MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a75\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0bd7\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d\u0d57\u0d81-\u0d83\u0dca-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3\u3099\u309a";
  const UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\u{20000}-\u{3ffff}";
  const QUIET = "\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200f\u2060\ufeff";
  const WORD = new RegExp(`[\\p{L}\\p{N}]+(?:[${MARKS}]+[\\p{L}\\p{N}]*)*`, "gu");
  const UNSEEN = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
  const GERSHAYIM = /(?<=[\u05d0-\u05ea])["'\u05f3\u05f4](?=[\u05d0-\u05ea])/g;
  const FOLDED_AWAY = new RegExp(`[${QUIET}]`, "gu");
  const RUNS = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "gu");
  const UNSPACED_RUN = new RegExp(`^[${UNSPACED}]`, "u");
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i", ς: "σ", "\u0649": "\u064a", "\u0629": "\u0647" };
  const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");

  const tidy = (text) => text.replace(UNSEEN, "").replace(GERSHAYIM, "");
  const words = (text) => tidy(text.toLowerCase()).match(WORD) ?? [];
  const folded = (word) =>
    word.normalize("NFKD").replace(FOLDED_AWAY, "").toLowerCase().replace(LETTER, (each) => LETTERS[each]).normalize("NFC");
  const foldedWords = (text) => words(text).map(folded).filter(Boolean);

  // A word's other spellings, longer ones later.
  const HEBREW = "ו ה ב ל מ ש כ וה וב ול ומ וש וכ שה שב של שמ מה כש כשה וכש ושה ומה ושב וכשה".split(" ");
  const ARABIC = "و ف ب ك ل ال لل وب ول وال فال بال كال ولل".split(" ");
  const BEFORE = /^[ובהכלמשابفكلو]+/;
  // Where a term stands, next to others.
  function place(term) {
    const [before] = term.match(BEFORE) ?? [];
    return before ? `${term.slice(before.length)}\t${before}` : term;
  }
  function spellings(form) {
    const particles = /^[\u05d0-\u05ea]+$/.test(form) ? HEBREW : /^[\u0621-\u064a]+$/.test(form) ? ARABIC : [];
    const found = new Map([[form, 1]]);
    const bare = particles.filter((each) => form.startsWith(each) && form.length - each.length >= 3).map((each) => form.slice(each.length));
    for (const each of bare) found.set(each, 0.6);
    if (form.length >= 2) for (const each of particles) if (!found.has(each + form)) found.set(each + form, 0.8);
    const shortest = bare.at(-1);
    if (shortest) for (const each of particles) if (!found.has(each + shortest)) found.set(each + shortest, 0.5);
    return found;
  }

  const isUnspaced = (text) => UNSPACED_RUN.test(text);
  const pairsOf = (run) => [...run].slice(0, -1).map((sign, at) => sign + [...run][at + 1]);

  // The columns of a phrase's neighbours.
  const COLUMNS = 16384;
  const GROUP = 4; // columns that are asked for at once, at least
  const LEAST = 128; // times sixteen bits in a group
  function code(piece) {
    let sum = -1;
    for (const byte of new TextEncoder().encode(piece)) {
      sum ^= byte;
      for (let bit = 8; bit > 0; bit--) sum = (sum >>> 1) ^ (sum & 1 && 0xedb88320);
    }
    return ~sum;
  }
  function columns(forms) {
    const runs = forms.flatMap((form) => (form.match(RUNS).length > 1 ? "" : isUnspaced(form) ? ["", ...pairsOf(form), ""] : form));
    return runs.slice(1).flatMap((piece, at) => (piece && runs[at] ? (code(runs[at]) - code(piece)) & (COLUMNS - 1) : []));
  }

  const LONG = 6;
  // What a query asks for: words, and phrases that must stand as they are.
  function asked(query) {
    const found = new Map();
    const phrases = [];
    const add = (form) => {
      for (const run of form.match(RUNS) ?? []) {
        const pairs = pairsOf(run);
        const step = pairs.length >= LONG ? 2 : 1; // every second pair of a long run says as much
        if (!isUnspaced(run)) found.set(run, { form: run, spellings: spellings(run), stems: new Map() });
        else if (!pairs.length) found.set(run, { form: run, spellings: new Map(), stems: new Map(), begins: true });
        else pairs.forEach((pair, at) => at % step && at < pairs.length - 1 || found.set(pair, { form: pair, spellings: new Map([[pair, 1]]), stems: new Map() }));
      }
    };
    for (const part of tidy(query).matchAll(/["“”„«»]([^"“”„«»]+)["“”„«»]|[^"“”„«»]+/g)) {
      const forms = foldedWords(part[0]);
      if (part[1] !== undefined && (forms.length > 1 || isUnspaced(forms[0] ?? ""))) phrases.push(forms);
      forms.forEach(add);
    }
    return { words: [...found.values()], phrases, columns: [...new Set(phrases.flatMap(columns))], checked: new Map() };
  }

  const longest = (asking, most) => ({ ...asking, words: [...asking.words].sort((a, b) => b.form.length - a.form.length).slice(0, most) });

  // A group is a term, too: by the name in its address, and by its name.
  function filter(kind, name) {
    const found = new Map([[`:${kind}s:${name}`, 1]]);
    if (!/^[a-z0-9-]+$/.test(name)) found.set(`:${kind}s ${foldedWords(name).join(" ")}`, 1);
    return { form: name, spellings: found, stems: new Map() };
  }

  // Of an unknown word less and less of its end is left: one may be its stem.
  function shortened(asking) {
    const unknown = asking.words.filter((word) => word.seen === 0 && !word.isShortened && word.spellings.size && word.form.length > 4);
    for (const word of unknown) {
      const { form, spellings: found } = word;
      word.isShortened = true;
      for (let length = form.length - 1; length > 3 && length >= form.length - 3; length--) found.set(form.slice(0, length), 0.5);
    }
    return unknown.length > 0;
  }

  const decoder = new TextDecoder();
  class Reader {
    constructor(bytes, at = 0) {
      this.bytes = bytes;
      this.at = at;
    }
    number() {
      for (let value = 0, scale = 1; ; scale *= 128) {
        const byte = this.bytes[this.at++];
        if (byte === undefined) throw new Error("a piece of the index is cut off");
        value += (byte & 127) * scale;
        if (byte < 128) return value;
      }
    }
    take(length) {
      this.at += length;
      return this.bytes.subarray(this.at - length, this.at);
    }
    text() {
      return decoder.decode(this.take(this.number()));
    }
    rest(before) {
      const said = this.number();
      return before.slice(0, said >>> 4) + decoder.decode(this.take((said & 15) < 15 ? said & 15 : 15 + this.number()));
    }
    get isOver() {
      return this.at >= this.bytes.length;
    }
  }

  function order(one, other) {
    for (let at = 0; ; at++) {
      const a = one.codePointAt(at) ?? -1;
      const b = other.codePointAt(at) ?? -1;
      if (a !== b || a < 0) return a - b;
    }
  }

  const SMALL = 32768; // bytes that may be fetched as whole files
  const STORY = 1000; // bytes of a story in a small file
  const START = 160; // bytes of a head to begin with
  const GAP = 400; // nearer pieces are fetched as one
  const SHORT = 8; // bytes of a list in a leaf
  const RECORDS = 64;
  const PERIODS_AT_ONCE = 6;
  const SOME = 5; // words that are looked for if no story has all
  const FEW = 3; // words that are looked for before the others
  const WORDS_AT_ONCE = 2;
  const LEAVES_AT_ONCE = 6;
  const GROUPS = ["section", "outlet", "byline", "tag"];

  let usual = 500; // bytes that are asked for first: as many as the last head had

  class ChangedError extends Error {}

  function remembered(found, key, make) {
    if (!found.has(key)) {
      const made = make();
      made.catch(() => found.delete(key));
      found.set(key, made);
    }
    return found.get(key);
  }

  function before(firsts, where) {
    let low = 0;
    for (let high = firsts.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if (order(firsts[middle], where) <= 0) low = middle;
      else high = middle;
    }
    return low;
  }

  function entriesOf(bytes) {
    const reader = new Reader(bytes);
    const entries = [];
    let at = reader.number();
    for (let where = ""; !reader.isOver; ) {
      where = reader.rest(where);
      const [bare, first] = where.split("\t");
      const term = (first ?? "") + bare;
      const said = reader.number();
      const entry = { where, term, isWord: Boolean(said & 2), stems: [], size: said & 1 ? reader.number() : 0 };
      if (entry.size > SHORT) {
        entry.at = at;
        at += entry.size;
      } else entry.list = reader.take(entry.size);
      for (let left = said >> 2; left > 0; left--) entry.stems.push(reader.rest(term));
      entries.push(entry);
    }
    return entries;
  }

  const TWO = [];
  for (let later = 1; later < 16; later++) for (let one = 0; one < later; one++) TWO.push((1 << later) | (1 << one));
  function unpacked(bytes, skipped, many) {
    let at = 0;
    const take = (bits) => {
      let value = 0;
      for (; bits > 0; bits--, at++) value = 2 * value + ((bytes[at >> 3] >> (7 - (at & 7))) & 1);
      return value;
    };
    const stories = () => (!take(1) ? 0 : !take(1) ? 1 << take(4) : !take(1) ? TWO[take(7)] : take(16));
    while (skipped-- > 0) stories();
    return Array.from({ length: many }, stories);
  }

  // The file of one period.
  class Shard {
    constructor(name, number, root, small) {
      this.name = name;
      this.number = number;
      this.small = small;
      this.key = name.replace(/0s$|-00$/, "").replace("undated", "");
      this.address = new URL(`search/${name}.bin`, root);
      this.opened = new Map();
      this.branches = new Map();
      this.leaves = new Map();
      this.kinds = new Map();
      this.places = new Map();
      this.lengths = new Map();
      this.records = new Map();
    }
    open() {
      return remembered(this.opened, "head", () => this.readHead());
    }
    // The beginning of the head, which is enough to look for neighbours.
    begin(many) {
      return remembered(this.opened, "start", () => this.readStart(many));
    }
    async readStart(many) {
      const bytes = await this.fetched(0, STORY * this.number < this.small ? this.small : many, "no-cache");
      const start = new Reader(bytes, 10);
      const length = start.number();
      if (decoder.decode(bytes.subarray(0, 4)) !== "NGS3") throw new Error(`${this.name} is no index`);
      const end = (usual = start.at + length);
      this.stamp = [...bytes.subarray(4, 10)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      const head = new Reader(bytes, start.at);
      this.number = head.number();
      let at = end;
      this.regions = ["leaves", "keys", "lists", "days", ...GROUPS, "lengths", "records", "neighbours"].reduce((found, name) => {
        const size = head.number();
        found[name] = [at, at + size];
        at += size;
        return found;
      }, {});
      this.size = at;
      this.bits = []; // where each story is in a column: each portion begins with a byte
      for (let left = head.number(), start = 0; left > 0; left--) {
        const many = head.number();
        for (let story = 0; story < many; story++) this.bits.push(start + story);
        start += 8 * Math.ceil(many / 8);
        this.height = Math.ceil(start / 16);
      }
      for (this.group = GROUP; this.group * this.height < LEAST; ) this.group *= 2;
      if (!this.whole && at <= this.small) this.whole = bytes.length >= at ? bytes : await this.fetched(0, at);
      return { bytes, end, at: head.at };
    }
    async readHead() {
      const { bytes, end, at } = await this.begin(Math.max(usual, START));
      const head = new Reader(bytes.length < end ? Uint8Array.from([...bytes, ...(await this.fetched(bytes.length, end))]) : bytes, at);
      this.parts = [];
      for (let story = 0, lengths = this.regions.lengths[0], records = this.regions.records[0]; story < this.number; story += RECORDS) {
        const part = { lengths: [lengths, (lengths += head.number())], records: [records, (records += head.number())] };
        this.parts.push(part);
      }
      this.firsts = [];
      this.limbs = [];
      let [leaves] = this.regions.leaves;
      let [keys] = this.regions.keys;
      this.branchSize = head.number();
      for (let left = head.number(), last = ""; left > 0; left--) {
        last = head.rest(last);
        this.firsts.push(last);
        this.limbs.push({ keys: [keys, (keys += head.number())], leaves });
        leaves += head.number();
      }
    }
    // Bytes of the file; all of them are kept if the host doesn't give pieces.
    async fetched(from, to, cache = "default") {
      if (this.whole || from === to) return (this.whole ?? new Uint8Array(0)).subarray(from, to);
      const address = new URL(this.address);
      if (this.stamp) address.search = this.stamp;
      const answer = await fetch(address, { headers: { Range: `bytes=${from}-${to - 1}` }, cache });
      if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const total = answer.status === 206 ? Number(answer.headers.get("Content-Range")?.split("/")[1]) : bytes.length;
      if (this.size && total && total !== this.size) throw new ChangedError(this.name);
      if (answer.status === 206) return bytes;
      this.whole = bytes;
      return bytes.subarray(from, to);
    }
    async pieces(wanted) {
      const sorted = [...wanted].sort((a, b) => a[0] - b[0]);
      const runs = [];
      for (const [from, to] of sorted) {
        const last = runs.at(-1);
        if (last && from <= last.to + GAP) last.to = Math.max(last.to, to);
        else runs.push({ from, to });
      }
      await Promise.all(runs.map(async (run) => (run.bytes = await this.fetched(run.from, run.to))));
      return wanted.map(([from, to]) => {
        const run = runs.find((each) => each.from <= from && to <= each.to);
        return run.bytes.subarray(from - run.from, to - run.from);
      });
    }
    region(name) {
      return this.fetched(...this.regions[name]);
    }
    branch(number) {
      return remembered(this.branches, number, async () => {
        const { keys, leaves } = this.limbs[number];
        const reader = new Reader(await this.fetched(...keys));
        const found = [];
        for (let at = leaves, first = ""; !reader.isOver; ) {
          first = reader.rest(first);
          found.push({ first, at: [at, (at += reader.number())] });
        }
        return found;
      });
    }
    async leafOf(where) {
      const number = before(this.firsts, where);
      const firsts = (await this.branch(number)).map((leaf) => leaf.first);
      return this.branchSize * number + before(firsts, where);
    }
    async read(numbers) {
      const branchOf = (number) => Math.floor(number / this.branchSize);
      const missing = [...new Set(numbers)].filter((number) => number >= 0 && this.limbs[branchOf(number)] && !this.leaves.has(number));
      const leaves = await Promise.all(missing.map(async (number) => (await this.branch(branchOf(number)))[number % this.branchSize]));
      const there = missing.filter((number, at) => leaves[at] && !this.leaves.has(number));
      const made = this.pieces(there.map((number) => leaves[missing.indexOf(number)].at));
      there.forEach((number, at) => remembered(this.leaves, number, async () => entriesOf((await made)[at])));
      return (await Promise.all(numbers.map((number) => this.leaves.get(number) ?? []))).flat();
    }
    async find(term) {
      if (!this.firsts.length) return undefined;
      return (await this.read([await this.leafOf(place(term))])).find((entry) => entry.term === term);
    }
    async around(texts) {
      await this.open();
      if (!this.firsts.length) return [];
      const numbers = await Promise.all(texts.map((text) => this.leafOf(place(text))));
      return this.read([...new Set(numbers.flatMap((number) => Array.from({ length: 9 }, (_, at) => number + at - 4)))]);
    }
    async beginning(start, most) {
      const found = [];
      const bare = start.replace(BEFORE, "");
      const numbers = this.firsts.length ? await this.leafOf(bare) : 0;
      for (let number = numbers, left = most, many = 1; left > 0; number += many, left -= many, many = LEAVES_AT_ONCE) {
        const entries = await this.read(Array.from({ length: many }, (_, at) => number + at));
        found.push(...entries.filter((entry) => entry.term.startsWith(start)));
        const last = entries.at(-1)?.where;
        if (last === undefined || (!last.startsWith(bare) && order(last, bare) > 0)) break;
      }
      return found;
    }
    async entries(word, most = Infinity) {
      const found = new Map();
      const note = (entry, fit) => {
        if (!entry) return;
        if (entry.size) found.set(entry.term, { entry, fit: Math.max(fit, found.get(entry.term)?.fit ?? 0) });
        for (const stem of entry.stems) word.stems.set(stem, Math.max(fit, word.stems.get(stem) ?? 0));
      };
      const forms = [...word.spellings];
      const entries = await Promise.all(forms.map(([form]) => this.find(form)));
      entries.forEach((entry, at) => note(entry, forms[at][1]));
      if (word.begins) for (const entry of await this.beginning(word.form, most)) note(entry, entry.term === word.form ? 1 : 0.9);
      const stems = [...word.stems].filter(([stem]) => !found.has(stem));
      const more = await Promise.all(stems.map(([stem]) => this.find(stem)));
      more.forEach((entry, at) => entry?.size && found.set(entry.term, { entry, fit: stems[at][1] }));
      for (const { entry } of found.values()) word.seen = (word.seen ?? 0) + entry.size;
      word.seen ??= 0;
      this.tried.set(word, word.stems.size);
      return [...found.values()];
    }
    // How much each story says of each word, or undefined where none has all words. The rarest so far come first.
    async weights(asking, { all = true, most } = {}) {
      this.tried = new Map();
      const columns = (all && asking.columns) || [];
      await (columns.length ? this.begin(START) : this.open());
      const found = new Map();
      const taken = await this.beside(columns);
      if (!taken.includes(1)) return undefined;
      await this.open();
      const cost = (word) => (word.begins ? 2e9 : (word.seen ?? 1e9 - word.form.length));
      const waiting = [...asking.words].sort((a, b) => cost(a) - cost(b));
      for (let many = waiting[0]?.seen === 0 ? 1 : WORDS_AT_ONCE; waiting.length; many = WORDS_AT_ONCE) {
        const whole = waiting.filter((word) => !word.begins).length;
        const words = waiting.splice(0, all ? Math.min(many, whole || many) : Infinity);
        const entries = await Promise.all(words.map((word) => this.entries(word, most)));
        if (all && entries.some((each) => !each.length)) return undefined;
        const size = (each) => each.reduce((sum, { entry }) => sum + (entry.list ? 0 : entry.size), 0);
        const some = words.map((word, at) => ({ word, entries: entries[at], size: size(entries[at]) })).sort((a, b) => a.size - b.size);
        const isLittle = some.reduce((sum, each) => sum + each.size, 0) < GAP;
        for (const few of all && !isLittle ? [some.slice(0, 1), some.slice(1)] : [some]) {
          const weights = await this.weigh(few);
          few.forEach(({ word }, at) => found.set(word, weights[at]));
          if (all) for (const each of weights) each.forEach((weight, story) => weight || (taken[story] = 0));
          if (all && !taken.includes(1)) return undefined;
        }
      }
      return asking.words.map((word) => found.get(word).map((weight, story) => (all && !taken[story] ? 0 : weight)));
    }
    async beside(columns) {
      const taken = new Uint8Array(this.number).fill(1);
      const [start] = this.regions.neighbours;
      for (let from = 0; from < columns.length && taken.includes(1); from += WORDS_AT_ONCE) {
        const some = columns.slice(from, from + WORDS_AT_ONCE);
        const places = await this.pieces(some.map((column) => [0, 8].map((at) => start + 4 * Math.floor(column / this.group) + at)));
        const groups = await this.pieces(places.map((bytes) => [0, 4].map((at) => start + new DataView(bytes.buffer, bytes.byteOffset + at).getUint32(0, true))));
        some.forEach((column, at) => {
          const found = unpacked(groups[at], this.height * (column % this.group), this.height);
          this.bits.forEach((bit, story) => (taken[story] &= found[bit >> 4] >> (bit & 15)));
        });
      }
      return taken;
    }
    async weigh(some) {
      const [start] = this.regions.lists;
      const far = some.flatMap(({ entries }) => entries).filter(({ entry }) => !entry.list);
      const lists = await this.pieces(far.map(({ entry }) => [start + entry.at, start + entry.at + entry.size]));
      far.forEach(({ entry }, at) => (entry.list = lists[at]));
      return some.map(({ entries }) => {
        const weights = new Uint8Array(this.number);
        for (const { entry, fit } of entries) {
          const reader = new Reader(entry.list);
          for (let story = 0; !reader.isOver; ) {
            const step = reader.number();
            story += step >>> 4;
            weights[story] = Math.max(weights[story], ((step & 15) + 1) * 15 * fit);
          }
        }
        return weights;
      });
    }
    async days() {
      const reader = new Reader(await this.region("days"));
      const found = [];
      while (!reader.isOver) {
        const day = reader.text();
        for (let left = reader.number(); left > 0; left--) found.push(day);
      }
      return found;
    }
    groups(kind) {
      return remembered(this.kinds, kind, async () => {
        await this.open();
        const reader = new Reader(await this.region(kind));
        const found = new Map();
        while (!reader.isOver) {
          const slug = reader.text();
          const name = reader.text();
          const stories = [];
          for (let left = reader.number(), story = 0; left > 0; left--) stories.push((story += reader.number()));
          found.set(slug, { name, stories });
        }
        return found;
      });
    }
    async measure(stories) {
      const chunks = [...new Set(stories.filter((story) => !this.places.has(story)).map((story) => Math.floor(story / RECORDS)))];
      const lengths = await this.pieces(chunks.map((chunk) => this.parts[chunk].lengths));
      chunks.forEach((chunk, at) => {
        let start = this.parts[chunk].records[0];
        const reader = new Reader(lengths[at]);
        for (let story = chunk * RECORDS; !reader.isOver; story++) {
          this.places.set(story, [start, (start += reader.number())]);
          this.lengths.set(story, 16 * reader.number() + 8);
        }
      });
    }
    async shown(stories) {
      await this.open();
      const missing = stories.filter((story) => !this.records.has(story));
      await this.measure(missing);
      const pieces = await this.pieces(missing.map((story) => this.places.get(story)));
      missing.forEach((story, at) => this.records.set(story, record(decoder.decode(pieces[at]))));
      return stories.map((story) => this.records.get(story));
    }
  }

  function record(said) {
    const [date, address, lang, outlet, names, headline, excerpt] = said.split("\x1f");
    const folder = date.replace(/[~?%]$/, "").replaceAll("-", "/") || "undated";
    return { date, url: address.startsWith("/") ? address : `/${folder}/${address}/`, lang, outlet, names, headline, excerpt };
  }

  // Which stories of a period lie between two dates, each given as far as it is known.
  const isFrom = (day, from) => !from || (day !== "" && day.slice(0, from.length) >= from.slice(0, day.length));
  const isTo = (day, to) => !to || (day !== "" && day.slice(0, to.length) <= to.slice(0, day.length));

  class Search {
    constructor(root) {
      this.root = root;
    }
    shards() {
      this.loaded ??= fetch(new URL("search/periods.json", this.root), { cache: "no-cache" })
        .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`periods.json answers ${answer.status}`))))
        .then(({ periods }) => periods.map(([name, number]) => new Shard(name, number, this.root, SMALL / periods.length)).reverse());
      this.loaded.catch(() => (this.loaded = undefined));
      return this.loaded;
    }
    async find(wish, show, isCurrent) {
      const asking = asked(wish.q);
      let shards = (await this.shards()).filter((shard) => isFrom(shard.key, wish.from) && isTo(shard.key, wish.to));
      if (wish.sort === "oldest") shards = [...shards].reverse();
      const filters = GROUPS.filter((kind) => wish[kind]).map((kind) => filter(kind, wish[kind]));
      const found = { asking, filters, shards, hits: [], all: true, wish };
      if (!asking.words.length && !wish.from && !wish.to && !filters.length) return found;
      await this.all(found, show, isCurrent);
      if (asking.phrases.length) return found;
      while (!found.hits.length && isCurrent() && shortened(asking)) await this.all(found, show, isCurrent);
      if (asking.words.length > 1 && !found.hits.length && isCurrent()) {
        found.all = false;
        found.asking = longest(asking, SOME);
        await this.pass(found, show, isCurrent);
        if (!found.hits.length) found.all = true;
      }
      return found;
    }
    // Of many words, the longest are looked for first, and the others only where these are.
    async all(found, show, isCurrent) {
      const { asking, shards } = found;
      if (asking.words.length > FEW && !asking.words.some((word) => word.isShortened)) {
        const some = { ...found, asking: longest(asking, FEW) };
        await this.pass(some, show, isCurrent);
        found.shards = shards.filter((shard) => some.hits.some((hit) => hit.shard === shard));
      }
      await this.pass(found, show, isCurrent);
      found.shards = shards;
    }
    async pass(found, show, isCurrent) {
      const parts = new Map();
      const waiting = [...found.shards];
      const next = async () => {
        const shard = waiting.shift();
        parts.set(shard, await this.part(shard, found));
      };
      for (let many = 1, hasShown = false; waiting.length && isCurrent(); many = Math.min(3 * many, PERIODS_AT_ONCE)) {
        await Promise.all(Array.from({ length: Math.min(many, waiting.length) }, next));
        const ready = found.shards.slice(0, found.shards.length - waiting.length);
        if (waiting.length && !hasShown && ready.some((shard) => parts.get(shard)) && isCurrent()) {
          hasShown = await show({ ...found, hits: ranked(ready, parts, found) });
        }
      }
      // A word may have been traced to its stem in a period that came later.
      const late = found.shards.filter((shard) => [...shard.tried].some(([word, stems]) => word.stems.size > stems));
      for (; late.length && isCurrent(); ) await Promise.all(late.splice(0, PERIODS_AT_ONCE).map(async (shard) => parts.set(shard, await this.part(shard, found))));
      found.hits = ranked(found.shards, parts, found);
    }
    async part(shard, { asking, filters, wish, all }) {
      const { phrases = [] } = asking;
      const narrowed = filters.length ? await shard.weights({ words: filters }) : [];
      const weights = narrowed && (await shard.weights(asking, { all }));
      if (!weights) return undefined;
      const taken = new Uint8Array(shard.number);
      for (let story = 0; story < taken.length; story++) {
        const has = (each) => each[story] > 0;
        taken[story] = narrowed.every(has) && (all ? weights.every(has) : weights.some(has));
      }
      if ([wish.from, wish.to].some((bound) => bound.length > shard.key.length) && taken.includes(1)) {
        (await shard.days()).forEach((day, story) => {
          if (!isFrom(day, wish.from) || !isTo(day, wish.to)) taken[story] = 0;
        });
      }
      const stories = [];
      taken.forEach((is, story) => is && stories.push(story));
      if (phrases.length && stories.length < RECORDS) await shard.measure(stories);
      return stories.length ? { shard, stories, weights } : undefined;
    }
    // Words like those that weren't found.
    async guess({ asking, shards }) {
      const largest = [...shards].sort((a, b) => b.number - a.number).slice(0, 2);
      const mended = new Map();
      for (const word of asking.words) {
        if (word.seen === undefined) for (const shard of largest) await shard.open().then(() => shard.entries(word));
        if (word.seen !== 0 || word.begins || word.form.length < 3 || isUnspaced(word.form)) continue;
        let best = { cost: word.form.length > 4 ? 2.5 : 1.5, size: 0 };
        for (const shard of largest) {
          const { form } = word;
          const starts = new Set([form, form[1] + form[0] + form.slice(2), form.slice(1)]);
          for (const entry of await shard.around([...starts].flatMap((start) => [start, start.slice(0, 3)]))) {
            if (!entry.isWord || Math.abs(entry.term.length - form.length) > 2) continue;
            const cost = distance(form, entry.term);
            const size = entry.size || 1;
            if (cost && (cost < best.cost || (cost === best.cost && size > best.size))) best = { cost, size, term: entry.term };
          }
        }
        if (best.term) mended.set(word.form, best.term);
      }
      return mended;
    }
    // For what is being typed, its last word perhaps unfinished.
    async headlines(query, isCurrent) {
      const asking = asked(query);
      const last = asking.words.at(-1);
      if (!last || last.form.length < 2 || !/[\p{L}\p{N}\p{M}]$/u.test(query)) return [];
      if (last.spellings.size) last.begins = true;
      const shards = await this.shards();
      const found = [];
      for (const shard of shards.slice(0, 3)) {
        if (!isCurrent()) return [];
        const weights = await shard.weights(asking, { most: LEAVES_AT_ONCE });
        const parts = weights && new Map([[shard, await this.part(shard, { asking: { words: [] }, filters: [], wish: NOTHING, all: true })]]);
        if (parts) {
          const stories = parts.get(shard).stories.filter((story) => weights.every((each) => each[story]));
          parts.set(shard, { shard, stories, weights });
          found.push(...ranked([shard], parts, { asking, wish: NOTHING }).slice(0, 6));
        }
        if (found.length >= 6) break;
      }
      return Promise.all(found.slice(0, 6).map(async ({ shard, story }) => (await shard.shown([story]))[0]));
    }
  }
  const NOTHING = { q: "", from: "", to: "", sort: "", section: "", outlet: "", byline: "", tag: "" };

  function ranked(shards, parts, { asking, wish }) {
    const found = shards.map((shard) => parts.get(shard)).filter(Boolean);
    const total = shards.reduce((sum, shard) => sum + shard.number, 0);
    const rarity = asking.words.map((_, at) => {
      let number = 0;
      for (const { stories, weights } of found) for (const story of stories) if (weights[at][story]) number++;
      return Math.log(1 + (total - number + 0.5) / (number + 0.5));
    });
    const isNewest = wish.sort !== "oldest";
    const hits = [];
    for (const { shard, stories, weights } of found) {
      for (const story of isNewest ? [...stories].reverse() : stories) {
        // A phrase is likeliest where its words, how often weights tell, are the larger part of a story.
        const length = shard.lengths.get(story) ?? 500;
        const density = (weight) => Math.max(1, ((0.3 + length / 311) * (weight - 15)) / (255 - weight)) / length;
        const score = (each, at) => (asking.phrases.length ? Math.log(density(each[story])) : rarity[at] * each[story]);
        hits.push({ shard, story, score: wish.sort ? 0 : weights.reduce((sum, each, at) => sum + score(each, at), 0) });
      }
    }
    return wish.sort ? hits : hits.sort((a, b) => b.score - a.score);
  }

  function distance(one, other) {
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let row = 1; row <= one.length; row++) {
      const line = [row];
      for (let at = 1; at <= other.length; at++) {
        line[at] = Math.min(last[at] + 1, line[at - 1] + 1, last[at - 1] + (one[row - 1] !== other[at - 1]));
        if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]) line[at] = Math.min(line[at], before[at - 2] + 1);
      }
      [before, last] = [last, line];
    }
    return last[other.length];
  }

  // The page

  const form = document.querySelector("form.search");
  const at = (selector) => document.querySelector(selector);
  const status = at(".status");
  const list = at(".results");
  const more = at(".further");
  const guessed = at(".guess");
  const otherwise = at(".otherwise");
  const chosen = at(".chosen");
  const narrow = at(".narrow");
  const groups = at(".groups");
  const box = form.elements.q;
  const said = form.dataset;
  const language = document.documentElement.lang;
  const root = new URL("../", document.currentScript.src);
  const ends = form.getAttribute("action").endsWith("index.html") ? "index.html" : "";
  const search = new Search(root);
  const AT_ONCE = 10;
  const PAGES = 60; // that are read for a phrase before the reader is asked
  const FIRST_PAGES = 2; // before other periods are asked for better ones
  const FIRST_LENGTH = 1500; // words of what is read then
  let turn = 0;

  function made(name, { text, ...values } = {}, ...inside) {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    for (const [key, value] of Object.entries(values)) if (value) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  }
  const numbers = new Intl.NumberFormat(language);
  const plurals = new Intl.PluralRules(language);
  function stories(number) {
    const sample = [0, 1, 2, 3, 11, 100].find((each) => plurals.select(each) === plurals.select(number)) ?? 100;
    const exact = [0, 1, 2].includes(number) ? number : sample;
    return said[`count-${exact}`].replace(String(exact), numbers.format(number));
  }
  const filled = (pattern, value) => pattern.replace(/\{\w+\}/, () => value);

  function printedDate(date) {
    const [, day, sign] = date.match(/^([\d-]*)([~?%]?)$/) ?? [];
    if (!day) return said.undated;
    const [year, month, number] = day.split("-");
    const when = new Date(0);
    when.setUTCFullYear(year, (month ?? 1) - 1, number ?? 1);
    const parts = { timeZone: "UTC", calendar: "gregory", year: "numeric", month: month && "long", day: number && "numeric" };
    const text = new Intl.DateTimeFormat(language, parts).format(when);
    return sign ? filled(sign === "?" ? said.uncertain : said.about, text) : text;
  }

  function marked(text, asking, lang, name = "bdi") {
    const element = made(name, { lang: lang && lang !== language ? lang : "", dir: "auto" });
    const forms = new Set(asking.words.flatMap((word) => [...word.spellings.keys()]));
    const stems = asking.words.flatMap((word) => [...word.stems.keys()]).filter((stem) => stem.length > 2);
    const runs = asking.words.filter((word) => isUnspaced(word.form)).map((word) => word.form);
    const isAsked = (word) => forms.has(word) || stems.some((stem) => word.startsWith(stem) && word.length - stem.length < 4);
    let last = 0;
    const mark = (from, to) => {
      element.append(text.slice(last, from), made("mark", { text: text.slice(from, to) }));
      last = to;
    };
    for (const match of text.matchAll(WORD)) {
      const word = folded(match[0].toLowerCase());
      if (isAsked(word)) mark(match.index, match.index + match[0].length);
      else if (runs.length && word.length === match[0].length) {
        for (let from = 0; from < word.length; ) {
          let to = from;
          for (let start = from; start <= to; start++) for (const run of runs) if (word.startsWith(run, start)) to = Math.max(to, start + run.length);
          if (to > from) mark(match.index + from, match.index + to);
          from = Math.max(to, from + 1);
        }
      }
    }
    element.append(text.slice(last));
    return element;
  }

  const placeOf = (story) => new URL(story.url.slice(1) + (story.url.endsWith("/") ? ends : ""), root);
  function result(story, asking) {
    const day = story.date.replace(/[~?%]$/, "");
    const when = day ? made("time", { datetime: day, text: printedDate(story.date) }) : printedDate(story.date);
    const meta = made("p", { class: "meta" }, made("span", {}, when));
    if (story.outlet) meta.append(made("span", {}, made("cite", {}, made("bdi", { text: story.outlet }))));
    if (story.names) meta.append(made("span", {}, marked(story.names, asking, "")));
    return made("li", {}, meta, made("h2", {}, made("a", { href: placeOf(story).href }, marked(story.headline, asking, story.lang))), marked(story.excerpt, asking, story.lang, "p"));
  }

  function wished(parameters) {
    const wish = { ...NOTHING };
    for (const key of Object.keys(wish)) wish[key] = (parameters.get(key) ?? "").trim().slice(0, 300);
    for (const key of ["from", "to"]) if (!/^\d{4}(-\d\d(-\d\d)?)?$/.test(wish[key])) wish[key] = "";
    if (!["newest", "oldest"].includes(wish.sort)) wish.sort = "";
    return wish;
  }
  function addressOf(wish) {
    const parameters = new URLSearchParams(Object.entries(wish).filter(([, value]) => value));
    return `?${parameters}`;
  }
  function link(wish, ...inside) {
    const element = made("a", { href: addressOf(wish) }, ...inside);
    element.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(wish);
      status.focus();
    });
    return element;
  }
  function go(wish) {
    history.pushState(null, "", addressOf(wish));
    run();
  }

  // Results in parts of ten. For a phrase pages are read whose headlines and beginnings don't have it.
  class Results {
    constructor(found, isCurrent, isDone) {
      const isOpen = ({ shard, story }) => found.asking.checked.get(shard.records.get(story)) !== false && (isDone || !(shard.lengths.get(story) > FIRST_LENGTH));
      this.found = { ...found, hits: found.asking.phrases.length ? found.hits.filter(isOpen) : found.hits };
      this.isCurrent = isCurrent;
      this.next = 0;
      this.items = [];
    }
    async read(number, show, pages = PAGES) {
      const { hits, asking } = this.found;
      const until = this.items.length + number;
      const last = asking.phrases.length ? this.next + pages : Infinity;
      for (let many = 1; this.items.length < until && this.next < Math.min(hits.length, last) && this.isCurrent(); many = Math.min(2 * many, 4)) {
        const some = hits.slice(this.next, Math.min(this.next + (asking.phrases.length ? many : number), last));
        this.next += some.length;
        await Promise.all([...grouped(some)].map(([shard, members]) => shard.shown(members.map((hit) => hit.story))));
        const records = some.map((hit) => hit.shard.records.get(hit.story));
        const stand = await Promise.all(records.map((story) => this.stands(story)));
        this.items.push(...records.filter((_, index) => stand[index]).map((story) => result(story, asking)));
        show(this.items);
      }
      return this.items;
    }
    async stands(story) {
      const { phrases, checked } = this.found.asking;
      const has = (text) => phrases.every((phrase) => text.includes(phrase.some(isUnspaced) ? phrase.join(" ") : ` ${phrase.join(" ")} `));
      const joined = (text) => ` ${foldedWords(text).join(" ")} `;
      if (!checked.has(story) && !has(`${joined(story.headline)}|${joined(story.excerpt)}`)) {
        const answer = await fetch(placeOf(story));
        const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
        for (const each of page.querySelectorAll("nav, footer")) each.remove();
        checked.set(story, has(joined(page.querySelector("main")?.textContent ?? "")));
      }
      return checked.get(story) ?? true;
    }
    get isOver() {
      return this.next >= this.found.hits.length;
    }
    get number() {
      const { hits, asking } = this.found;
      return asking.phrases.length ? this.items.length : hits.length;
    }
  }
  function grouped(hits) {
    const found = new Map();
    for (const hit of hits) {
      if (found.has(hit.shard)) found.get(hit.shard).push(hit);
      else found.set(hit.shard, [hit]);
    }
    return found;
  }

  let results;
  async function showResults(found, isDone, isCurrent) {
    const fresh = new Results(found, isCurrent, isDone);
    const show = (items) => {
      if (isCurrent() && !(isDone && list.contains(document.activeElement))) list.replaceChildren(...items);
    };
    await fresh.read(AT_ONCE, show, isDone ? PAGES : FIRST_PAGES);
    if (!isCurrent() || !isDone) return fresh.items.length > 0;
    results = fresh;
    tell();
  }
  function tell() {
    const { number, isOver, found } = results;
    const { hits, asking } = found;
    const isRead = isOver || !asking.phrases.length;
    const count = number ? stories(number) : isRead ? said.none : "";
    const read = isRead ? "" : said.read.replace("{all}", numbers.format(hits.length)).replace("{some}", numbers.format(results.next));
    status.textContent = [found.all ? "" : said.some, count, read].filter(Boolean).join(" · ");
    more.hidden = results.items.length >= number && isOver;
    otherwise.hidden = number > 0 || !isOver;
  }

  function showGuess(wish, mended) {
    const forms = [...mended.keys()];
    guessed.hidden = !forms.length;
    if (!forms.length) return;
    const q = wish.q.replace(WORD, (word) => mended.get(folded(word.toLowerCase())) ?? word);
    const [before, after] = said.guess.split("{words}");
    guessed.replaceChildren(before, link({ ...wish, q }, made("bdi", { text: q })), after ?? "");
  }

  function showChosen(wish) {
    chosen.replaceChildren(
      ...GROUPS.filter((kind) => wish[kind]).map((kind) => {
        const element = link({ ...wish, [kind]: "" }, made("bdi", { text: wish[kind] }), " ×");
        element.setAttribute("aria-label", filled(said.remove, wish[kind]));
        return element;
      }),
    );
  }

  let counted;
  async function showGroups() {
    const { found, isCurrent } = results ?? {};
    if (!narrow.open || !found || counted === found) return;
    counted = found;
    const byShard = grouped(found.hits);
    const sections = [];
    for (const kind of GROUPS) {
      const counts = new Map();
      for (const [shard, hits] of byShard) {
        const members = new Set(hits.map((hit) => hit.story));
        for (const [slug, { name, stories: numbers }] of await shard.groups(kind)) {
          const number = numbers.reduce((sum, story) => sum + members.has(story), 0);
          if (number) counts.set(slug, { name, number: number + (counts.get(slug)?.number ?? 0) });
        }
      }
      if (!isCurrent()) return;
      const largest = [...counts].sort(([, a], [, b]) => b.number - a.number).slice(0, 12);
      for (const [slug, { name }] of counts) {
        if (found.wish[kind] === slug) for (const each of chosen.querySelectorAll("bdi")) if (each.textContent === slug) each.textContent = name;
      }
      if (!largest.length || found.wish[kind]) continue;
      const items = largest.map(([slug, { name, number }]) =>
        made("li", {}, link({ ...found.wish, [kind]: slug }, made("bdi", { text: name }), made("small", { text: numbers.format(number) }))),
      );
      sections.push(made("section", {}, made("h2", { text: said[`${kind}s`] }), made("ul", {}, ...items)));
    }
    groups.replaceChildren(...sections);
  }

  let hasFailed = false;
  async function run() {
    const mine = ++turn;
    const isCurrent = () => mine === turn;
    const wish = wished(new URLSearchParams(location.search));
    for (const key of ["q", "from", "to", "sort"]) form.elements[key].value = wish[key];
    if (wish.from || wish.to || wish.sort) narrow.open = true;
    guessed.hidden = more.hidden = true;
    list.replaceChildren();
    groups.replaceChildren();
    showChosen(wish);
    close();
    const isEmpty = Object.entries(wish).every(([key, value]) => !value || key === "sort");
    status.textContent = isEmpty ? "" : said.running;
    otherwise.hidden = !isEmpty;
    results = undefined;
    if (isEmpty) return;
    try {
      const found = await search.find(wish, (some) => showResults(some, false, isCurrent), isCurrent);
      if (!isCurrent()) return;
      await showResults(found, true, isCurrent);
      hasFailed = false;
      if (!found.all || !found.hits.length) showGuess(wish, await search.guess(found));
      await showGroups();
    } catch (problem) {
      if (!isCurrent()) return;
      if (problem instanceof ChangedError && !hasFailed) {
        hasFailed = true;
        search.loaded = undefined; // published anew
        return run();
      }
      status.textContent = location.protocol === "file:" ? said.disk : said.failed;
      otherwise.hidden = false;
    }
  }

  let offered = [];
  const offers = made("ul", { id: "offers", role: "listbox", "aria-label": said.headlines, hidden: "hidden" });
  function close() {
    offers.hidden = true;
    offered = [];
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }
  function choose(number) {
    offered.forEach((each, index) => each.setAttribute("aria-selected", String(index === number)));
    if (number >= 0) box.setAttribute("aria-activedescendant", offered[number].id);
    else box.removeAttribute("aria-activedescendant");
  }
  const chosenOffer = () => offered.findIndex((each) => each.getAttribute("aria-selected") === "true");
  let pause;
  async function offer() {
    const query = box.value;
    const isCurrent = () => box.value === query && document.activeElement === box;
    const found = await search.headlines(query.slice(0, 300), isCurrent).catch(() => []);
    if (!isCurrent()) return;
    const asking = asked(query);
    offered = found.map((story, index) => {
      const option = made("li", { id: `offer-${index}`, role: "option", "aria-selected": "false" }, marked(story.headline, asking, story.lang), " ", made("small", { text: printedDate(story.date) }));
      option.dataset.place = placeOf(story);
      return option;
    });
    offers.replaceChildren(...offered);
    offers.hidden = !offered.length;
    box.setAttribute("aria-expanded", String(offered.length > 0));
  }
  box.addEventListener("input", () => {
    clearTimeout(pause);
    close();
    if (box.value.trim().length > 1) pause = setTimeout(offer, 200);
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || offers.hidden) return;
    const number = chosenOffer();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(((number + 1 + step + offered.length + 1) % (offered.length + 1)) - 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && number >= 0) {
      event.preventDefault();
      location.assign(offered[number].dataset.place);
    }
  });
  box.addEventListener("blur", () => setTimeout(close, 150));
  offers.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.place);
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    const wish = wished(new URLSearchParams(location.search));
    for (const key of ["q", "from", "to", "sort"]) wish[key] = form.elements[key].value.trim();
    go(wish);
  });
  form.elements.sort.addEventListener("change", () => form.requestSubmit());
  narrow.addEventListener("toggle", () => showGroups().catch(() => {}));
  more.firstElementChild.addEventListener("click", async () => {
    const shown = results;
    const before = shown.items.length;
    await shown.read(AT_ONCE, (items) => list.append(...items.slice(list.children.length)));
    tell();
    shown.items[before]?.querySelector("a").focus();
  });
  window.addEventListener("popstate", run);

  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": "offers", "aria-expanded": "false" })) box.setAttribute(name, value);
  box.after(offers);
  status.tabIndex = -1;
  if (location.protocol === "file:") status.textContent = said.disk;
  else run();
}
