//! Why a loop or a segment stays sequential: one table of named reasons.
//!
//! Each name has a page `docs/reasons/<name>.md`, printed by `surgec explain NAME`.

/// What kind of obstacle a reason is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// An effect that must happen in the program's own process and order.
    Effect,
    /// A value that one iteration hands to the next.
    Dependence,
    /// Memory that several names may share.
    Alias,
    /// Something that the analysis cannot see.
    Unknown,
    /// It would not be faster.
    Cost,
    /// A construct that is left alone.
    Syntax,
    /// The author wants it so.
    Choice,
}

macro_rules! reasons {
    ($($variant:ident = $name:literal, $family:ident, $summary:literal, $advice:literal;)*) => {
        /// A named reason for leaving code sequential.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Reason {
            $(#[doc = $summary] $variant,)*
        }

        impl Reason {
            /// All reasons, in the order of the table.
            pub const ALL: &'static [Reason] = &[$(Reason::$variant,)*];

            /// The kebab-case name.
            pub fn name(self) -> &'static str {
                match self { $(Reason::$variant => $name,)* }
            }

            pub fn family(self) -> Family {
                match self { $(Reason::$variant => Family::$family,)* }
            }

            /// What stands in the way, in one sentence.
            pub fn summary(self) -> &'static str {
                match self { $(Reason::$variant => $summary,)* }
            }

            /// What the author can do about it.
            pub fn advice(self) -> &'static str {
                match self { $(Reason::$variant => $advice,)* }
            }
        }
    };
}

reasons! {
    LoopCarriedWrite = "loop-carried-write", Dependence,
        "each iteration needs what the one before it computed",
        "If each round truly needs the one before, the loop has to stay as it is. If only a part of a round does, compute the rest in a loop of its own, into a list, and combine that afterwards.";
    SharedMutation = "shared-mutation", Dependence,
        "the heavy part changes an object that lives outside the loop",
        "Let the call return what is new, and store it in the loop itself. If each round needs what the one before has changed, as the steps of a simulation do, the loop has to stay as it is.";
    GlobalWrite = "global-write", Dependence,
        "the heavy part, or a function that it calls, assigns a variable that is not its own",
        "Return the value, and assign it, or add it up, in the loop.";
    MayAlias = "may-alias", Alias,
        "what the loop changes and what its heavy part reads may be the same object",
        "Put the results of the rounds into a new list, and in their place after the loop. If each round needs what the one before has changed, the loop has to stay as it is.";
    ResultSharesObject = "result-shares-object", Alias,
        "the result of the heavy part is, or holds, an object that existed before; a copy would not be the same object",
        "Return a new object, or an index, instead of the shared object itself.";
    UnshippableResult = "unshippable-result", Alias,
        "the result of the heavy part cannot be sent between processes as it is",
        "Return numbers, strings, lists, tuples or dicts.";
    SetOrder = "set-order", Alias,
        "the result is a set, and a set's order does not survive being sent between processes",
        "Return a sorted list.";
    IdentityObserved = "identity-observed", Alias,
        "the program compares objects with `is` or asks for `id()`, so a copied result would be noticed",
        "Compare with `==`.";
    RandomDraw = "random-draw", Effect,
        "the heavy part draws random numbers from a generator that all iterations share",
        "Make a generator for each round inside the loop, with a seed of its own, such as `rng = random.Random(seed)`, and draw from that. The numbers become others, but are the same in every run.";
    OrderedEffect = "ordered-effect", Effect,
        "the heavy part itself prints, reads or writes in an order that can be seen",
        "Return the text or the data, and print or write it in the loop.";
    ClockRead = "clock-read", Effect,
        "the heavy part reads the clock",
        "Read the clock outside of the heavy part.";
    InterpreterState = "interpreter-state", Effect,
        "the heavy part reads or changes the state of the process",
        "Read or set it before the loop, or after it.";
    InteractiveInput = "interactive-input", Effect,
        "the loop reads standard input, which may be a conversation",
        "Read all input first: `lines = sys.stdin.readlines()`.";
    UnknownCallEffect = "unknown-call-effect", Unknown,
        "the heavy part calls something whose effects are unknown",
        "If the call only computes something from its arguments, say so: with `# surge: pure` on its line, or in surgec.toml.";
    UnknownImport = "unknown-import", Unknown,
        "the program imports a module about which nothing is known, and its objects may do anything",
        "Describe the functions of that module in surgec.toml, or move the work that needs it out of the loop.";
    DynamicCode = "dynamic-code", Unknown,
        "the program can run code that is not visible in its source",
        "Replace eval, exec and the like by plain code.";
    LibraryReplaced = "library-replaced", Unknown,
        "the program replaces a function of Python's own that the runtime calls, too",
        "Give the replacement a name of its own, and call it by that.";
    TracebackShown = "traceback-shown", Syntax,
        "a handler may show where an exception in this expression comes from, and would show other lines",
        "Write the expression as a loop, or log the exception without its traceback.";
    TextShown = "text-shown", Syntax,
        "an f-string shows the text of the expression, which would be another one",
        "Give the value a name before, and show that.";
    ConcurrentProgram = "concurrent-program", Unknown,
        "the program already uses threads, processes or asyncio",
        "Remove the hand-written concurrency, or leave the script as it is.";
    Finalizer = "finalizer", Unknown,
        "a class has a `__del__` method, which would run at other times and in other processes",
        "Use a context manager instead of `__del__`.";
    CustomAttributeAccess = "custom-attribute-access", Unknown,
        "a class runs code on attribute access in a way that is not followed",
        "Use plain attributes or properties.";
    AnalysisBudget = "analysis-budget", Unknown,
        "the program is too large to be analysed within bounds",
        "Split it into modules.";
    NoHeavyPart = "no-heavy-part", Cost,
        "every part of the loop depends on the iteration before it or has effects that must stay in order",
        "Nothing needs to change: the loop runs as it is.";
    UnprofitableLoop = "unprofitable-loop", Cost,
        "the independent part of an iteration is too small to be worth sending to another process",
        "Nothing needs to change: the loop runs as it is.";
    FewIterations = "few-iterations", Cost,
        "the loop runs only a few times",
        "Nothing needs to change: the loop runs as it is.";
    InsideParallelLoop = "inside-parallel-loop", Cost,
        "a loop around it runs in parallel already",
        "Nothing needs to change.";
    SequentialComment = "sequential-comment", Choice,
        "a comment `# surge: sequential` asks for it",
        "Remove the comment.";
    WhileLoop = "while-loop", Syntax,
        "what the rounds of a `while` loop work on cannot be told ahead",
        "Use a `for` loop over a range or a list.";
    SuspendedBody = "suspended-body", Syntax,
        "the loop yields or awaits, so other code runs in the middle of it",
        "Compute the results in a plain function and yield them afterwards.";
    SharedIterator = "shared-iterator", Syntax,
        "the loop advances an iterator or a file that is also used elsewhere",
        "Turn the iterator into a list before the loop.";
    IterableChanges = "iterable-changes", Dependence,
        "the loop changes what it iterates over",
        "If the loop need not see its own changes, iterate over a copy: `for x in list(xs)`.";
    UnsupportedTarget = "unsupported-target", Syntax,
        "the loop variable is an attribute or an element",
        "Use a plain name as the loop variable.";
    ClassBody = "class-body", Syntax,
        "the code stands in a class body",
        "Move it into a function.";
    PrivateName = "private-name", Syntax,
        "the heavy part uses a `__private` name or `super()`, which mean something else outside of the class",
        "Use a single underscore, or move the heavy part into a method of its own.";
    MaybeUnbound = "maybe-unbound", Syntax,
        "a variable that the heavy part reads may not exist when the loop starts",
        "Give the variable a value before the loop.";
    ValueLeftBehind = "value-left-behind", Syntax,
        "a variable of the heavy part is used after the loop and is not set in every iteration",
        "Set the variable before the loop and in every iteration.";
    UnsupportedStatement = "unsupported-statement", Syntax,
        "the heavy part contains something that is left alone (import, class, del, global; a `lambda` that an exception may name)",
        "Move that out of the loop; instead of the `lambda`, write a function.";
    MixedSource = "mixed-source", Syntax,
        "the text of the loop cannot be moved safely (statements share a line with others)",
        "Put the loop and its body on lines of their own.";
    StopIteration = "stop-iteration", Syntax,
        "code of the expression may raise `StopIteration`, which would end what draws its values instead of being seen",
        "Write the expression as a `for` loop, or give `next` a default: `next(found, None)`.";
    CheckpointedLoop = "checkpointed-loop", Choice,
        "a loop that can be resumed begins in the middle, which this part of it could not do on all cores",
        "Nothing needs to change; without --checkpoint it is considered for all cores.";
    CheckpointRepeated = "checkpoint-repeated", Syntax,
        "a loop that can be resumed has to be entered only once, in a way that can be followed from the first line",
        "Put the long loop at top level, or in a function that is called in one place, outside of loops.";
    CheckpointPrefix = "checkpoint-prefix", Effect,
        "what runs before the loop cannot run again when the program is resumed",
        "Move what reads the clock, the network or the keyboard behind the loop, or into its rounds.";
    CheckpointEffect = "checkpoint-effect", Effect,
        "the loop does something that cannot be taken back to the last checkpoint",
        "Move that out of the loop.";
    CheckpointFile = "checkpoint-file", Effect,
        "the loop opens a file for writing, which a round that runs again would empty or extend",
        "Open the file before the loop.";
    CheckpointState = "checkpoint-state", Alias,
        "a part of the state of the loop cannot be saved and restored exactly",
        "Keep the state in variables of the loop's own function: numbers, texts, lists, dicts, objects of plain classes.";
    CheckpointIterable = "checkpoint-iterable", Syntax,
        "the place in what the loop iterates over cannot be found again",
        "Iterate over a range, a list, a dict or a file.";
    InternalError = "internal-error", Unknown,
        "surgec failed on this loop; this is a bug in surgec, and the loop was left as it is",
        "Please report it with the source of the loop.";
}

impl Reason {
    /// Whether a change of the script, or a word of the user's, could make the loop parallel.
    pub fn wants_change(self) -> bool {
        !matches!(self.family(), Family::Cost | Family::Choice) && self != Reason::InternalError
    }

    /// The reason of this name.
    pub fn from_name(name: &str) -> Option<Reason> {
        Reason::ALL.iter().copied().find(|reason| reason.name() == name)
    }
}
