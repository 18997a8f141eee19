import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Page as BrowserPage } from 'playwright-core';
import type { Page, PageAnswer, PageCall, Target } from './page-calls.ts';

export interface PageServer {
  /** Known to the suite alone: a page of the web cannot guess it. */
  readonly address: string;
  close(): void;
}

/** Lets the suite, which runs in the extension host, use the window as a person does. */
export function servePage(page: BrowserPage, pictures: string): Promise<PageServer> {
  const actions = pageActions(page, pictures);
  const secret = `/${randomUUID()}`;
  const server = createServer((request, response) => {
    // The extension host of a web page asks from a place of its own.
    response.setHeader('Access-Control-Allow-Origin', '*');
    const answered = request.method === 'POST' && request.url === secret ? answer(actions, request) : refused;
    answered.then((result) => response.end(JSON.stringify(result)));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address();
      const port = typeof bound === 'object' && bound ? bound.port : 0;
      resolve({ address: `http://127.0.0.1:${port}${secret}`, close: () => server.close() });
    });
  });
}

const refused: Promise<PageAnswer> = Promise.resolve({ error: 'no such page' });

async function answer(actions: Page, request: NodeJS.ReadableStream): Promise<PageAnswer> {
  try {
    const [name, values] = JSON.parse(await text(request)) as PageCall;
    const action = actions[name] as (...values: readonly unknown[]) => Promise<unknown>;
    return { value: await action(...values) };
  } catch (error) {
    return { error: String(error) };
  }
}

const patience = { timeout: 15_000 };

function pageActions(page: BrowserPage, pictures: string): Page {
  return {
    screenshot: async (name) => void (await page.screenshot({ path: join(pictures, `${name}.png`) })),
    press: async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    },
    type: (typed) => page.keyboard.type(typed),
    hover: async (target) => {
      const { x, y } = await middleOf(page, target);
      // A hover needs a mouse that moves: one that is there already shows nothing.
      await page.mouse.move(x - 2, y);
      await page.mouse.move(x, y, { steps: 2 });
    },
    click: async (target) => {
      const { x, y } = await middleOf(page, target);
      await page.mouse.click(x, y);
    },
    texts: async (selector) => (await page.locator(selector).allInnerTexts()).map(plain),
    waitFor: async (selector, wanted) => {
      const all = page.locator(selector);
      const matching = wanted === undefined ? all : all.filter({ hasText: wanted });
      await matching.first().waitFor({ state: 'visible', ...patience });
    },
    print: async (line) => console.log(line),
  };
}

/** VS Code writes each space of a line of code as one that does not break. */
function plain(shown: string): string {
  return shown.replaceAll('\u00A0', ' ');
}

interface Point {
  readonly x: number;
  readonly y: number;
}

async function middleOf(page: BrowserPage, target: Target): Promise<Point> {
  if ('selector' in target) {
    const element = page.locator(target.selector).first();
    await element.waitFor({ state: 'visible', ...patience });
    const box = await element.boundingBox();
    if (box === null) throw new Error(`${target.selector} is not shown`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
  const found = await page.waitForFunction(middleOfText, target.text, patience);
  const point = await found.jsonValue();
  if (point === undefined) throw new Error(`"${target.text}" is in no visible line`);
  return point;
}

/** Runs in the window: the middle of the first occurrence of a text in the visible lines of the editors. */
function middleOfText(wanted: string): Point | undefined {
  const lines = [...document.querySelectorAll('.monaco-editor .view-line')];
  lines.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
  for (const line of lines) {
    const from = (line.textContent ?? '').replaceAll('\u00A0', ' ').indexOf(wanted);
    if (from < 0) continue;
    const range = document.createRange();
    const pieces = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    let before = 0;
    for (let piece = pieces.nextNode(); piece !== null; piece = pieces.nextNode()) {
      const length = piece.textContent?.length ?? 0;
      const start = from - before;
      const end = start + wanted.length;
      if (start >= 0 && start < length) range.setStart(piece, start);
      if (end > 0 && end <= length) range.setEnd(piece, end);
      before += length;
    }
    const box = range.getBoundingClientRect();
    if (box.width > 0) return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
  return undefined;
}
