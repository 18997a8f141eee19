/** A place in VS Code's window: the middle of a text in the visible lines of an editor, or an element of the page. */
export type Target = { readonly text: string } | { readonly selector: string };

/** What a person does in VS Code's window and sees there; only the window that is a web page offers it. */
export interface Page {
  /** Saves a picture of the window. */
  screenshot(name: string): Promise<void>;
  /** Presses keys one after the other, `Control+Space` for example. */
  press(...keys: readonly string[]): Promise<void>;
  type(text: string): Promise<void>;
  hover(target: Target): Promise<void>;
  click(target: Target): Promise<void>;
  /** The texts of all elements that the selector finds now. */
  texts(selector: string): Promise<readonly string[]>;
  /** Waits until a visible element of the page has the text. */
  waitFor(selector: string, text?: string): Promise<void>;
  /** Prints a line where the tests were started. */
  print(line: string): Promise<void>;
}

/** One call of a function of the page, as it goes over the wire. */
export type PageCall = readonly [name: keyof Page, values: readonly unknown[]];

/** What comes back: the result, or why there is none. */
export type PageAnswer = { readonly value?: unknown } | { readonly error: string };

/** The file of the workspace in which the suite finds the page’s address, in whatever extension host it runs. */
export const pageFile = '.page';
