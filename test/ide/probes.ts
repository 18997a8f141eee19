import type { Span } from '../../grammar/ast.ts';
import { catalogScheme } from '../../server/catalog/modules.ts';
import type { Analysis } from '../../server/checks/analyse.ts';
import type { Action } from '../../server/ide/actions/action.ts';
import { actionsAt } from '../../server/ide/actions.ts';
import { completionsAt } from '../../server/ide/completion.ts';
import { type Destination, definitionAt, typeDefinitionAt } from '../../server/ide/definition.ts';
import { foldsIn } from '../../server/ide/folding.ts';
import { applied, formattingEdits } from '../../server/ide/format.ts';
import { highlightsAt } from '../../server/ide/highlight.ts';
import { hoverAt } from '../../server/ide/hover.ts';
import { inlayHintsIn } from '../../server/ide/inlay-hints.ts';
import { knownFrom } from '../../server/ide/known.ts';
import { lensesIn, lensText } from '../../server/ide/lenses.ts';
import { renamableAt, rename } from '../../server/ide/rename.ts';
import { selectionsAt } from '../../server/ide/selection.ts';
import { semanticTokensIn } from '../../server/ide/semantic-tokens.ts';
import { signatureAt } from '../../server/ide/signature.ts';
import { type OutlineSymbol, outlineOf } from '../../server/ide/symbols.ts';
import { nameAt, usesOf } from '../../server/ide/uses.ts';
import type { Place } from '../../server/model/source.ts';
import type { Answer, Probe, Survey } from '../fixture.ts';
import type { Below } from '../marks.ts';

/** Items of a completion that a fixture shows. */
const MOST_ITEMS = 4;

const NOT_OFFERED = ' (not offered)';

/** What fixtures ask of a place as a person in an editor does. */
export const ideProbes: Readonly<Record<string, Probe>> = {
  /** What can be written there, best first: the first few of many. */
  complete: (analysis, at) => {
    const items = completionsAt(analysis, { offset: at.start, list: () => ['parts.topo', 'sites/'] });
    const below = items.slice(0, MOST_ITEMS).map(({ label, sort, detail, snippet, edits = [] }): Below => {
      const written = snippet === label ? '' : ` writes ${JSON.stringify(snippet)}`;
      const added = edits.map(({ text }) => ` adds ${JSON.stringify(text)}`).join('');
      return { word: 'item', text: `${label} (${sort}${detail === '' ? '' : `: ${detail}`})${written}${added}` };
    });
    if (items.length === 0) return undefined;
    return { head: items.length > MOST_ITEMS ? 'these and more' : String(items.length), below };
  },
  /** How the marked text is written in the one form. */
  format: ({ source }, at) => {
    const edits = formattingEdits(source).filter(({ start, end }) => at.start <= start && end <= at.end);
    const within = edits.map(({ start, end, text }) => ({ start: start - at.start, end: end - at.start, text }));
    return { head: oneLine(applied(source.text.slice(at.start, at.end), within)), below: [] };
  },
  hover: (analysis, at) => hoverAt(analysis, at.start)?.markdown,
  /** Every place that means the same, in the order of the text. */
  highlight: (analysis, at) => {
    const found = highlightsAt(analysis, at.start);
    return list(
      found.map(
        (each): Below => ({
          word: 'at',
          at: { ...each, source: analysis.source },
          text: each.declares ? 'declares' : 'uses',
        }),
      ),
    );
  },
  /** Where a name leads. */
  def: ({ model, source }, at) => destination(definitionAt(model, source, at.start)),
  /** Where its type is. */
  type: ({ model, source }, at) => destination(typeDefinitionAt(model, source, at.start)),
  /** Every place in all files that means the same. */
  refs: (analysis, at, { locations }) => {
    const known = knownFrom(analysis.model.program, locations);
    const meaning = nameAt(known.model, analysis.source, at.start)?.meaning;
    const uses = meaning ? usesOf(known.model, known.sources, meaning) : [];
    return list(uses.map((use): Below => ({ word: 'at', at: use, text: use.declares ? 'declares' : 'uses' })));
  },
  /** `rename: new`: the edits, or why not. Without a name: what would be renamed. */
  rename: (analysis, at, { text, locations }) => {
    const [to = ''] = /^\w*/.exec(text) ?? [];
    const known = knownFrom(analysis.model.program, locations);
    const found =
      to === '' ? renamableAt(known, analysis.source, at.start) : rename(known, analysis.source, at.start, to);
    if ('refused' in found) return `${to}(refused: ${found.refused})`;
    if ('name' in found) return `(${found.name})`;
    return { head: to, below: found.map((edit): Below => ({ word: 'edit', at: edit.at, text: edit.text })) };
  },
  /** The form of what is being written, the piece that is next in brackets of its own. */
  signature: (analysis, at) => {
    const found = signatureAt(analysis, at.start);
    const piece = found?.pieces[found.active];
    if (!found || !piece) return undefined;
    const { label } = found;
    const head = `${label.slice(0, piece.start)}⟨${label.slice(piece.start, piece.end)}⟩${label.slice(piece.end)}`;
    const docs = [piece.doc, ...found.doc.split('\n\n')].filter((text) => text !== '');
    return { head, below: docs.map((text): Below => ({ word: 'item', text })) };
  },
  /** What can be done at a place: `actions:` all of it, `act: Title` the edits of the one whose title begins so. */
  actions: (analysis, at) =>
    list(actionsIn(analysis, at).map(({ kind, title }): Below => ({ word: 'item', text: `${kind}: ${title}` }))),
  act: (analysis, at, { text }) => {
    const title = text.replace(NOT_OFFERED, '');
    const found = actionsIn(analysis, at).find((each) => title !== '' && each.title.startsWith(title));
    const edits = found?.edits() ?? [];
    const below = edits.map((edit): Below => ({ word: 'edit', at: edit.at, text: oneLine(edit.text) }));
    return { head: found ? title : title + NOT_OFFERED, below };
  },
  /** What is selected when the selection grows, step by step. */
  selection: ({ source }: Analysis, at: Span) => ({
    head: '',
    below: selectionsAt({ source } as Analysis, at.start).map(
      ({ start, end }): Below => ({ word: 'item', text: shortened(source.text.slice(start, end)) }),
    ),
  }),
};

/** What an editor shows of a whole file; the fixture of that name, and any other with `// shows: fold`, has it marked. */
export const ideSurveys: Readonly<Record<string, Survey>> = {
  symbol: (analysis) => outlineOf(analysis).flatMap((symbol) => symbolMarks(symbol, '')),
  lens: (analysis) =>
    lensesIn(analysis).map((lens) => ({
      at: lens.span,
      head: lensText(analysis, lens)?.title ?? 'nothing',
      below: [],
    })),
  inlay: (analysis) =>
    inlayHintsIn(analysis, analysis.source.parsed.file).map(({ kind, offset, label }) => ({
      at: { start: offset, end: offset },
      head: `${kind} ${label}`,
      below: [],
    })),
  fold: (analysis) => foldsIn(analysis).map((fold) => ({ at: fold, head: fold.of, below: [] })),
  token: (analysis) =>
    semanticTokensIn(analysis, analysis.source.parsed.file).map((token) => ({
      at: token,
      head: [token.type, ...token.modifiers].join(' '),
      below: [],
    })),
};

function list(below: readonly Below[]): Answer | undefined {
  return below.length === 0 ? undefined : { head: String(below.length), below };
}

function destination(found: Destination | undefined): Answer | undefined {
  if (!found) return undefined;
  const { source, start, end } = isBuiltIn(found.at) ? found.at : found.whole;
  const text = start === end ? 'the file' : shortened(source.text.slice(start, end));
  return { head: '', below: [{ word: 'at', at: found.at, text }] };
}

/** The catalog’s text changes without any change of the meaning: of what it declares only the name is shown. */
function isBuiltIn({ source }: Place): boolean {
  return source.location.startsWith(`${catalogScheme}:`);
}

function symbolMarks({ at, sort, name, detail, children }: OutlineSymbol, around: string): ReturnType<Survey> {
  const path = around === '' ? name : `${around} > ${name}`;
  return [
    { at, head: `${sort} ${path} (${detail})`, below: [] },
    ...[...children].flatMap((child) => symbolMarks(child, path)),
  ];
}

function actionsIn(analysis: Analysis, range: Span): readonly Action[] {
  return actionsAt(analysis, { range, timeForTrials: Number.POSITIVE_INFINITY, wants: () => true });
}

function oneLine(text: string): string {
  return text.replaceAll('\n', '⏎');
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s*\n\s*/g, ' ⏎ ');
  return line.length > 60 ? `${line.slice(0, 29)} … ${line.slice(-29)}` : line;
}
