import type { Span } from '../../grammar/ast.ts';
import type { Analysis } from '../../server/checks/analyse.ts';
import { completionsAt } from '../../server/ide/completion.ts';
import { foldsIn } from '../../server/ide/folding.ts';
import { highlightsAt } from '../../server/ide/highlight.ts';
import { hoverAt } from '../../server/ide/hover.ts';
import { lensesIn, lensText } from '../../server/ide/lenses.ts';
import { selectionsAt } from '../../server/ide/selection.ts';
import { semanticTokensIn } from '../../server/ide/semantic-tokens.ts';
import { type OutlineSymbol, outlineOf } from '../../server/ide/symbols.ts';
import type { Answer, Probe, Survey } from '../fixture.ts';
import type { Below } from '../marks.ts';

/** Items of a completion that a fixture shows. */
const MOST_ITEMS = 4;

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

function symbolMarks({ at, sort, name, detail, children }: OutlineSymbol, around: string): ReturnType<Survey> {
  const path = around === '' ? name : `${around} > ${name}`;
  return [
    { at, head: `${sort} ${path} (${detail})`, below: [] },
    ...children.flatMap((child) => symbolMarks(child, path)),
  ];
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s*\n\s*/g, ' ⏎ ');
  return line.length > 60 ? `${line.slice(0, 29)} … ${line.slice(-29)}` : line;
}
