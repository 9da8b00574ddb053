//! What library functions do, read from the tables in `src/knowledge` when a module is first mentioned.
//!
//! The words of the tables are explained in `src/knowledge/README.md`. A name that no table lists is unknown, and the
//! unknown may do anything.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::effect_words::Flags;
use crate::ids::{LibId, TypeId};
use crate::promise::Promise;
use crate::user_config::UserModule;

const TABLES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/knowledge_tables.rs"));

/// How the work of a call grows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Growth {
    #[default]
    Constant,
    Linear,
    Heavy,
}

/// The type of a result, as the tables write it.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeExpr {
    /// `int`, `str`…: one of [`crate::values::Atoms`] by name.
    Atom(&'static str),
    Any,
    /// Arithmetic on the arguments.
    Numeric,
    SumOf(usize),
    SelfValue,
    SelfElement,
    SelfKey,
    SelfItem,
    Argument(usize),
    ArgumentKeyword(Box<str>),
    /// Any argument; any keyword argument.
    AnyArgument,
    AnyKeyword,
    Element(usize),
    ElementKeyword(Box<str>),
    AnyElement,
    /// A key, and a value, of the dictionary that `dict(argument)` would be.
    DictKey(usize),
    DictValue(usize),
    /// A new value together with everything mutable in it.
    FreshAny,
    /// A copy of an argument; whether what it holds is copied, too.
    Copy(usize, bool),
    CallResult(Callee),
    /// A freshly allocated object of a library type with its element (and key) types.
    Fresh(TypeId, Vec<TypeExpr>),
    Union(Vec<TypeExpr>),
}

impl TypeExpr {
    /// Whether what a called argument returns is part of this.
    pub fn mentions(&self, callee: &Callee) -> bool {
        match self {
            TypeExpr::CallResult(known) => known == callee,
            TypeExpr::Fresh(_, parts) | TypeExpr::Union(parts) => {
                parts.iter().any(|part| part.mentions(callee))
            }
            _ => false,
        }
    }
}

/// An argument that is called, or a changed one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Callee {
    Position(usize),
    Keyword(Box<str>),
}

/// What a container takes in when it is changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keeps {
    /// New keys of mappings.
    pub key: Option<TypeExpr>,
    /// New elements; the values of mappings.
    pub element: Option<TypeExpr>,
}

/// What one library function does.
#[derive(Clone, Debug, PartialEq)]
pub struct Signature {
    pub flags: Flags,
    pub mutates_self: bool,
    /// Bit n: argument n is changed.
    pub mutates: u32,
    pub mutates_all: bool,
    /// The argument that takes the result, where it is given.
    pub out: Option<usize>,
    /// What the changed containers take in, where that is known; they alone are changed then, not what they hold.
    pub keeps: Option<Keeps>,
    pub calls: Vec<Callee>,
    pub growth: Growth,
    pub result: TypeExpr,
    /// Sharper signatures for an exact number of positional arguments.
    pub by_arity: Vec<(usize, Signature)>,
    /// What a called argument receives, where that is not the other arguments or their elements.
    pub passes: Option<Vec<TypeExpr>>,
    /// Keywords that the signature names.
    pub keywords: Vec<Box<str>>,
}

impl Signature {
    /// May do anything and return anything.
    pub fn unknown() -> Self {
        Signature {
            flags: Flags::UNKNOWN,
            mutates_self: true,
            mutates: 0,
            mutates_all: true,
            out: None,
            keeps: None,
            calls: Vec::new(),
            growth: Growth::Heavy,
            result: TypeExpr::Any,
            by_arity: Vec::new(),
            passes: None,
            keywords: Vec::new(),
        }
    }
}

/// A library type.
#[derive(Debug)]
pub struct LibraryType {
    pub name: String,
    pub module: String,
    pub mutable: bool,
    pub iterates: Option<TypeExpr>,
    pub item: Option<TypeExpr>,
    pub operators: Option<TypeExpr>,
    pub methods: FxHashMap<String, LibId>,
    pub attributes: FxHashMap<String, TypeExpr>,
    /// A one-shot iterator: consuming it changes it.
    pub one_shot: bool,
    /// It reads what it was made from for as long as it lives.
    pub view: bool,
    /// Instances have whatever attributes the program gives them.
    pub any_attribute: bool,
    /// All its attributes are listed, and instances take no others: to ask for one raises.
    pub sealed: bool,
    /// What `obj[i:j]` gives, where the type says so.
    pub slice: Option<TypeExpr>,
    /// Instances hold plain values only, in memory of their own: what is stored in them is copied.
    pub plain: bool,
    /// It belongs to a package that is installed besides Python.
    pub package: bool,
}

/// A library function or method.
#[derive(Debug)]
pub struct LibraryFunction {
    /// `math.sqrt`, `list.append`.
    pub name: String,
    pub signature: Signature,
    pub receiver: Option<TypeId>,
    /// The module that it belongs to.
    pub module: Rc<str>,
    /// It belongs to a package that is installed besides Python.
    pub package: bool,
    /// Whose word it is, where it is not a table's of ours.
    pub promise: Option<Rc<Promise>>,
}

/// A module's table.
#[derive(Debug, Default)]
pub struct ModuleTable {
    pub name: String,
    pub functions: FxHashMap<String, LibId>,
    pub values: FxHashMap<String, TypeExpr>,
    pub types: FxHashMap<String, TypeId>,
    pub exceptions: FxHashSet<String>,
    /// The effects of every name that is not listed, where the whole module is dangerous.
    pub default: Option<LibId>,
    /// The module has no table of ours, only what the user says: names that are not listed may be anything.
    pub by_user: bool,
    /// Some entry hands out values of unknown type.
    pub open: bool,
    /// The module belongs to a package that is installed besides Python.
    pub package: bool,
}

/// The tables read so far.
#[derive(Default)]
pub struct Knowledge {
    modules: RefCell<FxHashMap<String, Option<Rc<ModuleTable>>>>,
    types: RefCell<Vec<Rc<LibraryType>>>,
    type_ids: RefCell<FxHashMap<String, TypeId>>,
    /// Builtin types that were asked for, by bare name.
    builtin_types: RefCell<FxHashMap<String, TypeId>>,
    functions: RefCell<Vec<Rc<LibraryFunction>>>,
    /// Methods of library types by bare name, builtin types first.
    by_method: RefCell<FxHashMap<String, Vec<LibId>>>,
    unknown: RefCell<Option<LibId>>,
    exception: RefCell<Option<LibId>>,
    /// What the user says, by module.
    user: FxHashMap<String, UserModule>,
}

impl Knowledge {
    /// An empty store with the builtins loaded.
    pub fn new() -> Self {
        let knowledge = Knowledge::default();
        knowledge.module("builtins");
        knowledge
    }

    /// A store that knows what the user says besides.
    pub fn with_user(modules: impl IntoIterator<Item = UserModule>) -> Self {
        let user = modules.into_iter().map(|module| (module.name.clone(), module)).collect();
        let knowledge = Knowledge { user, ..Knowledge::default() };
        knowledge.module("builtins");
        knowledge
    }

    /// Whether a table for this module exists, loaded or not; the user's count.
    pub fn covers(&self, name: &str) -> bool {
        has_table(name) || self.is_described(name)
    }

    /// Whether the user describes this module.
    pub fn is_described(&self, name: &str) -> bool {
        self.user.contains_key(name)
    }

    /// What the user says about a function of the program itself.
    pub fn promise_about(&self, module: &str, qualname: &str) -> Option<Promise> {
        let user = self.user.get(module)?;
        let words = user.document.get("functions")?.get(qualname)?.as_str()?;
        Some(Promise {
            about: if module == "__main__" {
                qualname.into()
            } else {
                format!("{module}.{qualname}")
            },
            words: words.to_owned(),
            place: user.place("functions", qualname),
            signature: self.signature(words),
        })
    }

    /// Reads a signature that stands outside of any table.
    pub fn signature(&self, words: &str) -> Signature {
        Reader { knowledge: self, table: &ModuleTable::default() }.signature(words)
    }

    /// The table of a module, or none where nothing is known about it.
    pub fn module(&self, name: &str) -> Option<Rc<ModuleTable>> {
        if let Some(found) = self.modules.borrow().get(name) {
            return found.clone();
        }
        // Tables that mention each other's types meet this entry and do not load each other again.
        self.modules.borrow_mut().insert(name.to_owned(), None);
        let table = self.load(name).map(Rc::new);
        self.modules.borrow_mut().insert(name.to_owned(), table.clone());
        table
    }

    pub fn function(&self, id: LibId) -> Rc<LibraryFunction> {
        Rc::clone(&self.functions.borrow()[id.index()])
    }

    pub fn type_info(&self, id: TypeId) -> Rc<LibraryType> {
        Rc::clone(&self.types.borrow()[id.index()])
    }

    /// A type by qualified name: `builtins.list`, `collections.deque`.
    pub fn type_id(&self, qualified: &str) -> Option<TypeId> {
        if let Some(&id) = self.type_ids.borrow().get(qualified) {
            return Some(id);
        }
        let (module, _) = qualified.rsplit_once('.')?;
        self.module(module)?;
        self.type_ids.borrow().get(qualified).copied()
    }

    /// A builtin type that the compiler itself relies on.
    ///
    /// # Panics
    /// Where `builtins.toml` does not list it, which the tests rule out.
    pub fn builtin_type(&self, name: &str) -> TypeId {
        if let Some(&id) = self.builtin_types.borrow().get(name) {
            return id;
        }
        let qualified = format!("builtins.{name}");
        match self.type_ids.borrow().get(&qualified) {
            Some(&id) => {
                self.builtin_types.borrow_mut().insert(name.to_owned(), id);
                id
            }
            None => panic!("builtins.toml does not list the type {name}"),
        }
    }

    /// A builtin function, class or exception.
    pub fn builtin(&self, name: &str) -> Option<LibId> {
        self.module("builtins")?.functions.get(name).copied()
    }

    /// Methods with this name on any type in the tables read so far.
    pub fn methods_named(&self, name: &str) -> Vec<LibId> {
        self.by_method.borrow().get(name).cloned().unwrap_or_default()
    }

    /// The function about which nothing is known.
    pub fn unknown(&self) -> LibId {
        if let Some(id) = *self.unknown.borrow() {
            return id;
        }
        let id = self.add_function("unknown".into(), Signature::unknown(), None, false, None);
        *self.unknown.borrow_mut() = Some(id);
        id
    }

    /// The class of any builtin exception: a constructor without effects.
    pub fn exception_constructor(&self) -> LibId {
        if let Some(id) = *self.exception.borrow() {
            return id;
        }
        let signature = Signature {
            flags: Flags::NONE,
            mutates_self: false,
            mutates: 0,
            mutates_all: false,
            out: None,
            keeps: None,
            calls: Vec::new(),
            growth: Growth::Constant,
            result: TypeExpr::Atom("imm"),
            by_arity: Vec::new(),
            passes: None,
            keywords: Vec::new(),
        };
        let id = self.add_function("exception".into(), signature, None, false, None);
        *self.exception.borrow_mut() = Some(id);
        id
    }

    fn add_function(
        &self,
        name: String,
        signature: Signature,
        receiver: Option<TypeId>,
        package: bool,
        promise: Option<Promise>,
    ) -> LibId {
        let mut functions = self.functions.borrow_mut();
        let promise = promise.map(Rc::new);
        let module = match receiver {
            Some(id) => Rc::from(self.types.borrow()[id.index()].module.as_str()),
            None => Rc::from(name.rsplit_once('.').map_or("builtins", |(module, _)| module)),
        };
        functions.push(Rc::new(LibraryFunction {
            name,
            signature,
            receiver,
            module,
            package,
            promise,
        }));
        LibId::from(functions.len() - 1)
    }

    fn declare_type(&self, qualified: &str) -> TypeId {
        if let Some(&id) = self.type_ids.borrow().get(qualified) {
            return id;
        }
        let (module, name) = qualified.rsplit_once('.').unwrap_or(("builtins", qualified));
        let mut types = self.types.borrow_mut();
        let id = TypeId::from(types.len());
        types.push(Rc::new(LibraryType {
            name: name.to_owned(),
            module: module.to_owned(),
            mutable: true,
            iterates: None,
            item: None,
            operators: None,
            methods: FxHashMap::default(),
            attributes: FxHashMap::default(),
            one_shot: name == "iter" || name == "generator",
            view: false,
            any_attribute: false,
            sealed: false,
            slice: None,
            plain: false,
            package: false,
        }));
        self.type_ids.borrow_mut().insert(qualified.to_owned(), id);
        id
    }

    /// Reads our table, then what the user says besides. A table of ours that does not parse is a bug that the tests catch;
    /// it counts as absent.
    fn load(&self, name: &str) -> Option<ModuleTable> {
        let own: Option<toml::Table> = table_text(name).and_then(|text| text.parse().ok());
        let user = self.user.get(name);
        if own.is_none() && user.is_none() {
            return None;
        }
        let mut table = ModuleTable { name: name.to_owned(), ..ModuleTable::default() };
        table.by_user = own.is_none();
        if let Some(document) = &own {
            self.extend(&mut table, document, None);
        }
        if let Some(user) = user {
            self.extend(&mut table, &user.document, Some(user));
        }
        Some(table)
    }

    /// Adds the entries of a document that a table does not have yet.
    fn extend(&self, table: &mut ModuleTable, document: &toml::Table, user: Option<&UserModule>) {
        let name = table.name.clone();
        table.package |= document.contains_key("package");
        let types = document.get("types").and_then(toml::Value::as_table);
        let new_types: Vec<(&String, &toml::Value)> = types
            .into_iter()
            .flatten()
            .filter(|(type_name, _)| !table.types.contains_key(*type_name))
            .collect();
        for (type_name, _) in &new_types {
            let id = self.declare_type(&format!("{name}.{type_name}"));
            table.types.insert((*type_name).clone(), id);
        }
        if name == "builtins" {
            for extra in ["iter", "generator"] {
                let id = self.declare_type(&format!("builtins.{extra}"));
                table.types.entry(extra.to_owned()).or_insert(id);
            }
        }
        for (type_name, entry) in new_types {
            let id = table.types[type_name];
            let built = self.build_type(type_name, id, entry, table, user);
            table.open |= user.is_some() && self.is_open_type(&built);
            self.types.borrow_mut()[id.index()] = Rc::new(built);
        }
        let reader = Reader { knowledge: self, table };
        let whole = toml::Value::Table(document.clone());
        let mut functions = FxHashMap::default();
        let mut open = false;
        for (function, words) in entries(document.get("functions")) {
            if table.functions.contains_key(function) {
                continue;
            }
            let signature = reader.full_signature(function, words, &whole);
            open |= is_open(&signature.result);
            let qualified =
                if name == "builtins" { function.clone() } else { format!("{name}.{function}") };
            let promise = user.map(|user| Promise {
                about: qualified.clone(),
                words: words.to_owned(),
                place: user.place("functions", function),
                signature: signature.clone(),
            });
            let id = self.add_function(qualified, signature, None, table.package, promise);
            functions.insert(function.clone(), id);
        }
        let values: Vec<(String, TypeExpr)> = entries(document.get("values"))
            .filter(|(value, _)| !table.values.contains_key(*value))
            .map(|(value, text)| (value.clone(), reader.type_expr(text)))
            .collect();
        open |= values.iter().any(|(_, value)| is_open(value));
        table.functions.extend(functions);
        table.values.extend(values);
        table.open |= user.is_some() && open;
        if let Some(names) =
            document.get("exceptions").and_then(|e| e.get("names")).and_then(toml::Value::as_array)
        {
            let names = names.iter().filter_map(|n| n.as_str().map(str::to_owned));
            table.exceptions.extend(names);
        }
        let default = document.get("default").and_then(toml::Value::as_str);
        if let Some(default) = default
            && table.default.is_none()
        {
            let signature = Reader { knowledge: self, table }.signature(default);
            let signature = Signature { mutates_all: true, mutates_self: true, ..signature };
            table.default = Some(self.add_function(name, signature, None, false, None));
        }
    }

    /// Whether instances of a type hand out values that may be anything.
    fn is_open_type(&self, info: &LibraryType) -> bool {
        let parts = [&info.iterates, &info.item, &info.operators];
        info.operators.is_none()
            || info.attributes.values().chain(parts.into_iter().flatten()).any(is_open)
            || info.methods.values().any(|&id| is_open(&self.function(id).signature.result))
    }

    fn build_type(
        &self,
        type_name: &str,
        id: TypeId,
        entry: &toml::Value,
        table: &ModuleTable,
        user: Option<&UserModule>,
    ) -> LibraryType {
        let module = table.name.as_str();
        let reader = Reader { knowledge: self, table };
        let text = |key: &str| entry.get(key).and_then(toml::Value::as_str);
        let mut methods = FxHashMap::default();
        let statics: Vec<&str> = entry
            .get("static")
            .and_then(toml::Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(toml::Value::as_str)
            .collect();
        for (method, signature) in entries(entry.get("methods")) {
            let receiver = if statics.contains(&method.as_str()) { None } else { Some(id) };
            let words = signature;
            let signature = reader.full_signature(method, words, entry);
            let promise = user.map(|user| Promise {
                about: format!("{module}.{type_name}.{method}"),
                words: words.to_owned(),
                place: user.place(&format!("types.{type_name}.methods"), method),
                signature: signature.clone(),
            });
            let name = format!("{type_name}.{method}");
            let function = self.add_function(name, signature, receiver, table.package, promise);
            methods.insert(method.clone(), function);
            self.by_method.borrow_mut().entry(method.clone()).or_default().push(function);
        }
        LibraryType {
            name: type_name.to_owned(),
            module: module.to_owned(),
            mutable: entry.get("mutable").and_then(toml::Value::as_bool).unwrap_or(true),
            iterates: text("iterates").map(|t| reader.type_expr(t)),
            item: text("item").map(|t| reader.type_expr(t)),
            operators: text("operators").map(|t| reader.type_expr(t)),
            methods,
            attributes: entries(entry.get("attributes"))
                .map(|(name, text)| (name.clone(), reader.type_expr(text)))
                .collect(),
            one_shot: matches!(type_name, "iter" | "generator")
                || (module != "io"
                    && entry
                        .get("methods")
                        .is_some_and(|methods| methods.get("__next__").is_some()))
                || (module == "csv" && type_name.ends_with("eader")),
            view: entry.get("view").and_then(toml::Value::as_bool).unwrap_or(false),
            sealed: entry.get("sealed").and_then(toml::Value::as_bool).unwrap_or(false),
            slice: text("slice").map(|t| reader.type_expr(t)),
            plain: entry.get("plain").and_then(toml::Value::as_bool).unwrap_or(false),
            package: table.package,
            any_attribute: entry
                .get("attributes")
                .and_then(toml::Value::as_table)
                .is_some_and(|table| table.contains_key("*")),
        }
    }
}

/// Whether a value of this type may be anything.
fn is_open(result: &TypeExpr) -> bool {
    match result {
        TypeExpr::Any | TypeExpr::FreshAny | TypeExpr::Copy(..) => true,
        TypeExpr::Fresh(_, parts) | TypeExpr::Union(parts) => parts.iter().any(is_open),
        _ => false,
    }
}

/// Whether one of our own tables is about this module.
pub fn has_table(name: &str) -> bool {
    table_text(name).is_some()
}

fn table_text(name: &str) -> Option<&'static str> {
    TABLES.binary_search_by(|(table, _)| (*table).cmp(name)).ok().map(|index| TABLES[index].1)
}

fn entries(value: Option<&toml::Value>) -> impl Iterator<Item = (&String, &str)> {
    value
        .and_then(toml::Value::as_table)
        .into_iter()
        .flatten()
        .filter_map(|(name, value)| Some((name, value.as_str()?)))
}

struct Reader<'k> {
    knowledge: &'k Knowledge,
    table: &'k ModuleTable,
}

impl Reader<'_> {
    /// The signature with what `[arity]` and `[passes]` beside it say.
    fn full_signature(&self, name: &str, text: &str, around: &toml::Value) -> Signature {
        let mut signature = self.signature(text);
        let arity = around.get("arity").and_then(|arity| arity.get(name));
        for (count, text) in entries(arity) {
            if let Ok(count) = count.parse() {
                signature.by_arity.push((count, self.signature(text)));
            }
        }
        if let Some(passes) = around.get("passes").and_then(|passes| passes.get(name)) {
            let types: Vec<TypeExpr> = passes
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(toml::Value::as_str)
                .map(|text| self.type_expr(text))
                .collect();
            for (_, sharper) in &mut signature.by_arity {
                sharper.passes = Some(types.clone());
            }
            signature.passes = Some(types);
        }
        signature
    }

    /// Reads `effect words -> type`. What does not parse counts as unknown.
    fn signature(&self, text: &str) -> Signature {
        let Some((effects, result)) = text.split_once("->") else {
            return Signature { result: TypeExpr::Any, ..self.words(text) };
        };
        let mut signature = Signature { result: self.type_expr(result), ..self.words(effects) };
        let mut keywords = Vec::new();
        for callee in &signature.calls {
            if let Callee::Keyword(name) = callee {
                keywords.push(name.clone());
            }
        }
        for word in result.split(|c: char| !(c.is_alphanumeric() || c == '_')) {
            for prefix in ["arg", "elem", "call"] {
                if let Some(name) = word.strip_prefix(prefix)
                    && !name.is_empty()
                    && name.parse::<usize>().is_err()
                {
                    keywords.push(name.into());
                }
            }
        }
        signature.keywords = keywords;
        signature
    }

    fn words(&self, text: &str) -> Signature {
        let mut signature = Signature {
            flags: Flags::NONE,
            mutates_self: false,
            mutates: 0,
            mutates_all: false,
            out: None,
            keeps: None,
            calls: Vec::new(),
            growth: Growth::Constant,
            result: TypeExpr::Any,
            by_arity: Vec::new(),
            passes: None,
            keywords: Vec::new(),
        };
        let mut words = text.split([' ', ',']).filter(|word| !word.is_empty()).peekable();
        while let Some(word) = words.next() {
            match word {
                "pure" => {}
                "linear" => signature.growth = Growth::Linear,
                "heavy" => signature.growth = Growth::Heavy,
                "mutates" => match words.next() {
                    Some("self") => signature.mutates_self = true,
                    Some("all") => signature.mutates_all = true,
                    Some(word) => match word.parse::<u32>() {
                        Ok(position) if position < 32 => signature.mutates |= 1 << position,
                        _ => signature.mutates_all = true,
                    },
                    None => return Signature::unknown(),
                },
                "out" => match words.next().and_then(|word| word.parse().ok()) {
                    Some(position) => signature.out = Some(position),
                    None => return Signature::unknown(),
                },
                "keeps" => match words.next() {
                    Some(word) => signature.keeps = Some(self.keeps(word)),
                    None => return Signature::unknown(),
                },
                "calls" => match words.next() {
                    Some(word) => signature.calls.push(callee(word)),
                    None => return Signature::unknown(),
                },
                word => match Flags::from_word(word) {
                    Some(flag) => signature.flags = signature.flags.union(flag),
                    None => return Signature::unknown(),
                },
            }
        }
        signature
    }

    /// `none`, a type, or the types of keys and elements: `arg0:arg1`.
    fn keeps(&self, text: &str) -> Keeps {
        if text == "none" {
            return Keeps::default();
        }
        let (key, element) = match text.split_once(':') {
            Some((key, element)) => (Some(self.type_expr(key)), element),
            None => (None, text),
        };
        Keeps { key, element: Some(self.type_expr(element)) }
    }

    fn type_expr(&self, text: &str) -> TypeExpr {
        let mut parts: Vec<TypeExpr> =
            split_top(text, '|').iter().map(|part| self.one_type(part.trim())).collect();
        if parts.len() == 1 { parts.remove(0) } else { TypeExpr::Union(parts) }
    }

    fn one_type(&self, text: &str) -> TypeExpr {
        if let Some((name, arguments)) = text.split_once('[') {
            let arguments = arguments.strip_suffix(']').unwrap_or(arguments);
            let arguments: Vec<TypeExpr> = split_top(arguments, ',')
                .iter()
                .map(|part| part.trim())
                .filter(|part| *part != "...")
                .map(|part| self.type_expr(part))
                .collect();
            return match self.named(name.trim()) {
                Some(id) => TypeExpr::Fresh(id, arguments),
                None => TypeExpr::Any,
            };
        }
        let number = |prefix: &str| text.strip_prefix(prefix).and_then(|rest| rest.parse().ok());
        if let Some(n) = number("arg") {
            return TypeExpr::Argument(n);
        }
        if let Some(n) = number("elem") {
            return TypeExpr::Element(n);
        }
        if let Some(n) = number("key") {
            return TypeExpr::DictKey(n);
        }
        if let Some(n) = number("val") {
            return TypeExpr::DictValue(n);
        }
        if let Some(n) = number("call") {
            return TypeExpr::CallResult(Callee::Position(n));
        }
        if let Some(n) = number("deepcopy") {
            return TypeExpr::Copy(n, true);
        }
        if let Some(n) = number("copy") {
            return TypeExpr::Copy(n, false);
        }
        if let Some(n) = number("sumof") {
            return TypeExpr::SumOf(n);
        }
        match text {
            "int" => TypeExpr::Atom("int"),
            "float" => TypeExpr::Atom("float"),
            "bool" => TypeExpr::Atom("bool"),
            "str" => TypeExpr::Atom("str"),
            "bytes" => TypeExpr::Atom("bytes"),
            "none" | "None" => TypeExpr::Atom("none"),
            "complex" => TypeExpr::Atom("complex"),
            "imm" => TypeExpr::Atom("imm"),
            "any" => TypeExpr::Any,
            "fresh" => TypeExpr::FreshAny,
            "type" => TypeExpr::Atom("imm"),
            "argall" => TypeExpr::AnyArgument,
            "argkw" => TypeExpr::AnyKeyword,
            "elemall" => TypeExpr::AnyElement,
            "num" => TypeExpr::Numeric,
            "self" => TypeExpr::SelfValue,
            "self.elem" => TypeExpr::SelfElement,
            "self.key" => TypeExpr::SelfKey,
            "self.item" => TypeExpr::SelfItem,
            _ => {
                if let Some(keyword) = text.strip_prefix("call") {
                    return TypeExpr::CallResult(Callee::Keyword(keyword.into()));
                }
                if let Some(id) = self.named(text) {
                    return TypeExpr::Fresh(id, Vec::new());
                }
                if let Some(keyword) = text.strip_prefix("elem") {
                    return TypeExpr::ElementKeyword(keyword.into());
                }
                if let Some(keyword) = text.strip_prefix("arg") {
                    return TypeExpr::ArgumentKeyword(keyword.into());
                }
                TypeExpr::Any
            }
        }
    }

    /// A type of this module, of the builtins, or a qualified one.
    fn named(&self, name: &str) -> Option<TypeId> {
        if let Some(&id) = self.table.types.get(name) {
            return Some(id);
        }
        let builtin = format!("builtins.{name}");
        if let Some(&id) = self.knowledge.type_ids.borrow().get(&builtin) {
            return Some(id);
        }
        if let Some((module, _)) = name.rsplit_once('.')
            && self.knowledge.covers(module)
        {
            // Declared now, filled in when the module's own table is read.
            if module != self.table.name && !self.knowledge.modules.borrow().contains_key(module) {
                self.knowledge.module(module);
            }
            return self.knowledge.type_ids.borrow().get(name).copied();
        }
        None
    }
}

fn callee(word: &str) -> Callee {
    match word.parse() {
        Ok(position) => Callee::Position(position),
        Err(_) => Callee::Keyword(word.into()),
    }
}

/// Splits at a separator that stands outside square brackets.
pub fn split_top(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0usize, 0usize);
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            c if c == separator && depth == 0 => {
                parts.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}
