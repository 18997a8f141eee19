/**
 * What one `.topo` file says, as written: a tree of plain, read-only nodes with offsets.
 *
 * Nodes carry no meaning: names are not bound, units are not converted, counts are not multiplied. A node that the
 * parser had to repair is `broken`; a finding must not rest on it.
 */

/** A half-open range of UTF-16 offsets in one file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A name where it is written. */
export interface Name extends Span {
  readonly text: string;
}

/** What every statement has. */
export interface StatementNode extends Span {
  /** The run of `///` lines directly above, without the slashes, as Markdown; empty when there is none. */
  readonly doc: string;
  /** True when something in the statement's own text (not in its nested statements) is missing or was skipped. */
  readonly broken: boolean;
}

/** A whole file: its top-level statements in the order written. */
export interface FileNode extends Span {
  readonly node: 'file';
  readonly statements: readonly Statement[];
}

/** `import nvidia`, `import "./parts.topo" as site`. */
export interface Import extends StatementNode {
  readonly node: 'import';
  /** The module's name or the path; undefined when it is missing. */
  readonly target: Name | StringLiteral | undefined;
  readonly alias: Name | undefined;
}

/**
 * `rack Dense : Compute { … }`, `port down[64] { … }`, or an unnamed block such as `power { … }`.
 * An unnamed block has no `name`, no `dims` and no `base`.
 */
export interface Declaration extends StatementNode {
  readonly node: 'declaration';
  /** The kind as written, for example `rack`. The schema says whether it exists and may stand here. */
  readonly keyword: Name;
  readonly name: Name | undefined;
  /** Undefined when not written. */
  readonly dims: readonly Expr[] | undefined;
  readonly base: TypeRef | undefined;
  /** Undefined only when the body is missing (the node is then broken). */
  readonly body: Body | undefined;
}

/** What stands between `{` and `}`. The span includes the braces. */
export interface Body extends Span {
  readonly node: 'body';
  readonly statements: readonly Statement[];
}

/** `let pairs = 4`. */
export interface Constant extends StatementNode {
  readonly node: 'constant';
  readonly name: Name;
  readonly value: Expr;
}

/** `feed = 21.6kW`. */
export interface Property extends StatementNode {
  readonly node: 'property';
  readonly name: Name;
  readonly value: Value;
}

/** `dgx[4] : nvidia.DgxH100 { … }`. */
export interface Member extends StatementNode {
  readonly node: 'member';
  readonly name: Name;
  readonly dims: readonly Expr[] | undefined;
  /** Undefined when the type is missing. */
  readonly type: TypeRef | undefined;
  readonly body: Body | undefined;
}

/** `link up[2] : leaf[l] -- spine[s] via cables.Dr4_400G where l < s { … }`. */
export interface Link extends StatementNode {
  readonly node: 'link';
  readonly name: Name;
  /** The number of links for each pair, `[2]`; undefined when not written. */
  readonly count: Expr | undefined;
  readonly left: Endpoint | undefined;
  readonly right: Endpoint | undefined;
  readonly via: TypeRef | undefined;
  readonly where: Expr | undefined;
  readonly body: Body | undefined;
}

/** `allow reach.copper "2.2 m lot-tested"`. */
export interface Allow extends StatementNode {
  readonly node: 'allow';
  /** The rule id as one name, `reach.copper`. */
  readonly rule: Name;
  readonly reason: StringLiteral | undefined;
}

export type Statement = Import | Declaration | Constant | Property | Member | Link | Allow;

/** `compute[c].dgx[d].nic[r]`. */
export interface Endpoint extends Span {
  readonly node: 'endpoint';
  readonly segments: readonly Segment[];
}

export interface Segment extends Span {
  readonly node: 'segment';
  readonly name: Name;
  /** Undefined when there are no brackets. */
  readonly indexes: readonly Index[] | undefined;
}

export type Index = AnyIndex | ExprIndex | RangeIndex;

/** `*`. */
export interface AnyIndex extends Span {
  readonly node: 'any';
}

/** One expression, which may be an index variable. */
export interface ExprIndex extends Span {
  readonly node: 'at';
  readonly value: Expr;
}

/** `0..3`, both ends included. */
export interface RangeIndex extends Span {
  readonly node: 'range';
  readonly from: Expr;
  readonly to: Expr;
}

/** `nvidia.DgxH100`. */
export interface TypeRef extends Span {
  readonly node: 'type';
  readonly path: readonly Name[];
}

export type Value = StringLiteral | List | Expr;

/** A string; `value` has its escapes resolved, the span includes the quotes. */
export interface StringLiteral extends Span {
  readonly node: 'string';
  readonly value: string;
}

/** `[OSFP, QSFP112]`. */
export interface List extends Span {
  readonly node: 'list';
  readonly items: readonly Value[];
}

export type Expr = NumberLiteral | QuantityLiteral | BooleanLiteral | Reference | Unary | Binary | Missing;

/** `48`, `2.5`, `1_000`. */
export interface NumberLiteral extends Span {
  readonly node: 'number';
  /** The digits without underscores, for example `2.5`. */
  readonly digits: string;
  /**
   * A name that follows the number after a blank on the same line and starts no statement, as in `2 m`. It is part of
   * the literal's span; the model says whether a unit was meant.
   */
  readonly stray: Name | undefined;
}

/** `400Gbps`, `10%`. */
export interface QuantityLiteral extends Span {
  readonly node: 'quantity';
  /** The digits without underscores. */
  readonly digits: string;
  readonly unit: Name;
}

/** `true`, `false`. */
export interface BooleanLiteral extends Span {
  readonly node: 'boolean';
  readonly value: boolean;
}

/** `c`, `air`, `nvidia.H100`: an enumeration value, a constant, an index variable or a type. */
export interface Reference extends Span {
  readonly node: 'reference';
  readonly path: readonly Name[];
}

export interface Unary extends Span {
  readonly node: 'unary';
  readonly operator: '-' | 'not';
  readonly operand: Expr;
}

export type BinaryOperator = 'or' | 'and' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

export interface Binary extends Span {
  readonly node: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expr;
  readonly right: Expr;
}

/** A value that is expected and not there. Its span is empty and stands where the value should. */
export interface Missing extends Span {
  readonly node: 'missing';
}

/** One fault of the text, in a user's words. */
export interface SyntaxFault extends Span {
  /** For example: `Expected a value after "=".` */
  readonly message: string;
}

/** What `parse` returns. It never throws: broken text gives a smaller tree and faults. */
export interface Parsed {
  readonly file: FileNode;
  readonly faults: readonly SyntaxFault[];
  /** Whether a change inside of one statement leaves the others as they are; not so where braces have no partner. */
  readonly isRegular: boolean;
}
