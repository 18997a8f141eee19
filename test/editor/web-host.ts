import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { join, normalize, relative } from 'node:path';
import type { Page } from 'playwright-core';

/** The extension and its tests at an address of the web, from where the window’s own extension host loads them. */
export interface WebExtension {
  readonly port: number;
  close(): void;
}

/** Serves the folder of the extension, as the shop of a web editor does. */
export function serveExtension(folder: string): Promise<WebExtension> {
  const server = createServer((request, response) => {
    const path = normalize(join(folder, decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)));
    const isOutside = relative(folder, path).startsWith('..');
    const file = createReadStream(isOutside ? folder : path);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Content-Type', /\.c?js$/.test(path) ? 'text/javascript' : 'application/octet-stream');
    file.once('error', () => response.writeHead(404).end());
    file.pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address();
      const port = typeof bound === 'object' && bound ? bound.port : 0;
      resolve({ port, close: () => void server.close() });
    });
  });
}

/** Has the window take the extension and the suite from the web: a page that it opens is told so in its settings. */
export async function loadFromWeb(page: Page, { port }: WebExtension, suite: string): Promise<void> {
  const place = (path: string) => ({ scheme: 'http', authority: `localhost:${port}`, path });
  const developmentOptions = { extensions: [place('/')], extensionTestsPath: place(suite) };
  await page.route(
    ({ searchParams }) => searchParams.has('folder'),
    async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(settingsOfPage, (_, head: string, settings: string) => {
        const told = { ...JSON.parse(settings.replaceAll('&quot;', '"')), developmentOptions };
        return head + JSON.stringify(told).replaceAll('"', '&quot;');
      });
      // The page may load from its own place alone, and from encrypted ones: the extension has neither.
      const { 'content-security-policy': _, ...headers } = response.headers();
      await route.fulfill({ response, headers, body });
    },
  );
}

const settingsOfPage = /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)/;
