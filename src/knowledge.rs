//! What library functions do, read from the tables in `src/knowledge` when a module is first mentioned.
//!
//! The words of the tables are explained in `src/knowledge/README.md`. A name that no table lists is unknown, and the
//! unknown may do anything.

pub mod words;

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::effect_words::Flags;
use crate::ids::{LibId, TypeId};
use crate::profile::Profile;
use crate::promise::Promise;
use crate::user_config::UserModule;

use words::{Reader, entries};

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
    /// The name under which one of these arguments may be given as well, where they have positions.
    pub mutates_named: Option<String>,
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
    pub passes: Option<Passes>,
    /// Keywords that the signature names.
    pub keywords: Vec<Box<str>>,
    /// Of a sharper signature: the keyword, a whole number, without which it does not hold; or the position of an argument that has
    /// to be a whole number or a text.
    pub requires: Option<Box<str>>,
    /// Of a sharper signature: it holds whatever the arguments are, `None` included.
    pub takes_none: bool,
    /// The only keywords with which a sharper signature holds, where the table says so.
    pub allows: Option<Rc<Vec<AllowedKeyword>>>,
}

/// What a called argument receives: values by position, and what comes after these.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passes {
    pub types: Vec<TypeExpr>,
    /// Any number of values of one type.
    pub rest: Option<TypeExpr>,
    /// The parts of the tuple that the call was given under this keyword, or in this place.
    pub spread: Option<(Box<str>, Option<usize>)>,
}

/// A keyword with which a sharper signature holds.
#[derive(Clone, Debug, PartialEq)]
pub struct AllowedKeyword {
    pub name: Box<str>,
    /// The texts that it may be, written where the call is; the keys, where it is a dictionary.
    pub choices: Option<Vec<Box<str>>>,
    /// Only where the signature requires another keyword, too.
    pub beside_required: bool,
}

impl Signature {
    /// May do anything and return anything.
    pub fn unknown() -> Self {
        Signature {
            flags: Flags::UNKNOWN,
            mutates_self: true,
            mutates: 0,
            mutates_all: true,
            mutates_named: None,
            out: None,
            keeps: None,
            calls: Vec::new(),
            growth: Growth::Heavy,
            result: TypeExpr::Any,
            by_arity: Vec::new(),
            passes: None,
            keywords: Vec::new(),
            requires: None,
            takes_none: false,
            allows: None,
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
    /// Instances keep nothing of what they were made of, besides what result types say.
    pub own: bool,
    /// What reading any of its attributes may do, besides reading the object.
    pub reading: Flags,
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
    /// The table that every program asks for.
    builtins: OnceCell<Rc<ModuleTable>>,
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
    /// What a run of the script was measured to take.
    pub profile: Option<Profile>,
}

impl Knowledge {
    /// An empty store with the builtins loaded.
    pub fn new() -> Self {
        let knowledge = Knowledge::default();
        knowledge.builtins();
        knowledge
    }

    /// A store that knows what the user says besides.
    pub fn with_user(modules: impl IntoIterator<Item = UserModule>) -> Self {
        let user = modules.into_iter().map(|module| (module.name.clone(), module)).collect();
        let knowledge = Knowledge { user, ..Knowledge::default() };
        knowledge.builtins();
        knowledge
    }

    /// Whether a table for this module exists, loaded or not; the user's count.
    pub fn covers(&self, name: &str) -> bool {
        has_table(name) || self.is_described(name)
    }

    /// Whether the table of a module has been read.
    pub fn is_read(&self, name: &str) -> bool {
        self.modules.borrow().get(name).is_some_and(Option::is_some)
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

    /// The table of the builtins.
    pub fn builtins(&self) -> Option<&Rc<ModuleTable>> {
        if self.builtins.get().is_none() {
            let _ = self.builtins.set(self.module("builtins")?);
        }
        self.builtins.get()
    }

    pub fn function(&self, id: LibId) -> Rc<LibraryFunction> {
        Rc::clone(&self.functions.borrow()[id.index()])
    }

    pub fn type_info(&self, id: TypeId) -> Rc<LibraryType> {
        Rc::clone(&self.types.borrow()[id.index()])
    }

    /// Whether objects of a type show what others hold, and hold nothing themselves.
    pub fn is_view(&self, id: TypeId) -> bool {
        self.types.borrow()[id.index()].view
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
        self.builtins()?.functions.get(name).copied()
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
            mutates_named: None,
            out: None,
            keeps: None,
            calls: Vec::new(),
            growth: Growth::Constant,
            result: TypeExpr::Atom("imm"),
            by_arity: Vec::new(),
            passes: None,
            keywords: Vec::new(),
            requires: None,
            takes_none: false,
            allows: None,
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
            one_shot: is_iterator(name),
            view: false,
            reading: Flags::NONE,
            any_attribute: false,
            sealed: false,
            slice: None,
            plain: false,
            own: false,
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
            for extra in ["iter", "generator", "steered"] {
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
            one_shot: is_iterator(type_name)
                || (module != "io"
                    && entry
                        .get("methods")
                        .is_some_and(|methods| methods.get("__next__").is_some()))
                || (module == "csv" && type_name.ends_with("eader")),
            view: entry.get("view").and_then(toml::Value::as_bool).unwrap_or(false),
            sealed: entry.get("sealed").and_then(toml::Value::as_bool).unwrap_or(false),
            slice: text("slice").map(|t| reader.type_expr(t)),
            plain: entry.get("plain").and_then(toml::Value::as_bool).unwrap_or(false),
            own: entry.get("own").and_then(toml::Value::as_bool).unwrap_or(false),
            reading: text("reading").map_or(Flags::NONE, |words| reader.words(words).flags),
            package: table.package,
            any_attribute: entry
                .get("attributes")
                .and_then(toml::Value::as_table)
                .is_some_and(|table| table.contains_key("*")),
        }
    }
}

/// Whether a builtin type of ours stands for iterators. One that is *steered* goes on looking at what it has handed out.
fn is_iterator(name: &str) -> bool {
    matches!(name, "iter" | "generator" | "steered")
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
