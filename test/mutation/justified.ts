import type { Mutant } from './instrument.ts';

/** Changes that no fixture can notice, or need not, and why. */
interface Justified {
  readonly why: string;
  readonly files: RegExp;
  readonly text: RegExp;
  /** What the comparison becomes; left out where any change is meant. */
  readonly becomes?: readonly string[];
}

const justified: readonly Justified[] = [
  {
    why: 'How many are named in a message decides no finding.',
    files: /^server\//,
    text: /MOST_NAMED/,
  },
  {
    why: 'Which of several failures is named where they share a place: all of them are over the limit.',
    files: /^server\/checks\//,
    text: /^(?:edge\.links > most\.links|overflowOf\(a\) > overflowOf\(b\)|a\.count > b\.count|excess\(a\) > excess\(b\)|ratio\(a\.spread\) > ratio\(b\.spread\)|BigInt\(a\.down\) \* BigInt\(b\.up\) > BigInt\(b\.down\) \* BigInt\(a\.up\)|a\.blast\.num \* b\.blast\.den < b\.blast\.num \* a\.blast\.den)$/,
  },
  {
    why: 'What a message adds about savings of nothing.',
    files: /^server\/checks\/reach\/overkill\.ts$/,
    text: /^(?:failures > 0|medium\.addedPrice < 0)$/,
    becomes: ['>=', '<='],
  },
  {
    why: 'Another medium that reaches exactly as far as the present one tells nothing new in a hint.',
    files: /^server\/checks\/reach\/unknown\.ts$/,
    text: /^each\.reach > /,
    becomes: ['>='],
  },
  {
    why: 'What is shown of nothing: related information, the indexes of what stands alone.',
    files: /^server\/checks\/(?:bandwidth\/rails|density\/(?:bulk|weight))\.ts$/,
    text: /^(?:box\.length === 0|links > 0|count === 0)$/,
    becomes: ['false', '>='],
  },
  {
    why: 'A device holds no distribution units and states no cooling: it spares the search.',
    files: /^server\/checks\/cooling\/cdu\.ts$/,
    text: /^isDevice\(site\)$/,
  },
  {
    why: 'Where no copper is near enough nothing is offered below either: it spares the search.',
    files: /^server\/checks\/reach\/overkill\.ts$/,
    text: /^!mediaFor\(model, link\)\.some\(isNear\)$/,
    becomes: ['false'],
  },
  {
    why: 'Where no link is without a port none of the ends is either: it spares the search.',
    files: /^server\/checks\/bandwidth\/ports\.ts$/,
    text: /^!cell\.use \|\| cell\.use\.overflow === 0$/,
    becomes: ['false'],
  },
  {
    why: 'A place that two causes share is named once; how often it is named decides no finding.',
    files: /^server\/checks\/bandwidth\/by-statement\.ts$/,
    text: /^seen\.has\(key\)$/,
    becomes: ['false'],
  },
  {
    why: 'Which media are offered as fixes.',
    files: /^server\/checks\/reach\/(?:rate|cage|serdes)\.ts$/,
    text: /^(?:mediaThatReach\(model, link\)|reaching)\.length > 0$/,
  },
  {
    why: 'Without workloads nothing follows, and nothing is over a limit that is not known.',
    files: /^server\/checks\/reliability\/links\.ts$/,
    text: /^limit === undefined \|\| !inCluster/,
  },
];

/** Why nothing notices a mutant; undefined where no reason is known. */
export function reasonFor({ file, text, becomes }: Mutant): string | undefined {
  const found = justified.find(
    (each) => each.files.test(file) && each.text.test(text) && (each.becomes?.includes(becomes) ?? true),
  );
  return found?.why;
}
