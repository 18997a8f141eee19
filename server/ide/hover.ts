import type { Span } from '../../grammar/ast.ts';
import type { Analysis } from '../checks/analyse.ts';
import { promptly, unlessPutOff } from '../model/reading.ts';
import { contextOf, linkSitesOf } from './context.ts';
import { importHover } from './hover/import.ts';
import { LATER } from './hover/later.ts';
import { linkHover } from './hover/link.ts';
import { nameHover, referenceHover, typeHover } from './hover/named.ts';
import { quantityHover } from './hover/quantity.ts';
import { ruleHover } from './hover/rule.ts';
import { keywordHover, wordHover } from './hover/word.ts';
import { type Target, targetAt } from './target.ts';

/** What a hover shows, and for which text. */
export interface HoverText {
  readonly span: Span;
  readonly markdown: string;
}

/** What is known of what stands at an offset of an analysed file; undefined where nothing is. */
export function hoverAt(analysis: Analysis, offset: number): HoverText | undefined {
  const { source } = analysis;
  const target = targetAt(source.parsed.file, source.text, offset);
  // Nobody waits for a hover: what rests on whole networks that are still being added up is left out, and said to be.
  const markdown = target && promptly(analysis.isWaiting, () => promptMarkdown(analysis, target));
  return target && markdown ? { span: target.span, markdown } : undefined;
}

function promptMarkdown(analysis: Analysis, target: Target): string | undefined {
  return unlessPutOff(
    () => markdownFor(analysis, target),
    () => LATER,
  );
}

function markdownFor(analysis: Analysis, { on, path }: Target): string | undefined {
  const { model, source } = analysis;
  switch (on.what) {
    case 'link':
    case 'segment':
      return linkHover(model, on.node, linkSitesOf(analysis, path, on.node), source.text);
    case 'word':
      return wordHover(on.word);
    case 'keyword':
      return keywordHover(on.node, contextOf(analysis, path).part?.schema);
    case 'import':
      return importHover(analysis, on.node);
    case 'rule':
      return ruleHover(on.node.rule.text);
    case 'quantity':
      return quantityHover(on.expr);
    case 'name':
      return nameHover(analysis, path);
    case 'type':
      return typeHover(analysis, on.ref, on.index, path);
    case 'reference':
      return referenceHover(analysis, on.expr, path);
  }
}
