//! What is claimed of each function, each shared variable and each abstract object, for `--emit effects=json`.
//!
//! The claims are what decisions rest on, and stand here in full so that they can be held against a run of the program
//! (`tests/facts`). Variables and objects have numbers, which mean something inside one file only.

use serde_json::{Map, Value as Json, json};

use crate::compile::PackageFile;
use crate::effect_words::Flags;
use crate::ids::{FuncId, ObjId, VarId};
use crate::knowledge::Knowledge;
use crate::passes::effects::heap::{BoundTarget, Field, Location, ObjectKind, Wrapper};
use crate::passes::effects::summary::{Touches, VarSet};
use crate::passes::effects::{self, Analysis, Need};
use crate::passes::loops;
use crate::passes::scopes::{self, FunctionNode};
use crate::program::Program;
use crate::values::{Atoms, Origins, Value};

/// `effects.json`: the claims about one program.
pub fn effects_json(program: &Program, knowledge: &Knowledge) -> Vec<PackageFile> {
    let scopes = scopes::run(program);
    let an = effects::run(program, &scopes, knowledge, Need::Facts);
    let refused = loops::program_wide::is_refused_as_a_whole(&an);
    let functions = (0..scopes.functions.len()).map(|index| function(&an, FuncId::from(index)));
    let variables = (0..scopes.variables.len()).map(|index| variable(&an, VarId::from(index)));
    let objects = (0..an.heap.objects.len()).map(|index| object(&an, ObjId::from(index)));
    let calls = an.call_edges().into_iter().map(|(from, to)| json!([from.index(), to.index()]));
    let facts = json!({
        "refused": refused || an.gave_up,
        "modules": program.modules.iter().map(|module| &*module.label).collect::<Vec<_>>(),
        "functions": functions.collect::<Vec<_>>(),
        "variables": variables.collect::<Vec<_>>(),
        "objects": objects.collect::<Vec<_>>(),
        "calls": calls.collect::<Vec<_>>(),
    });
    let text = format!("{facts:#}\n");
    vec![PackageFile { path: "effects.json".into(), bytes: text.into_bytes() }]
}

fn function(an: &Analysis<'_>, func: FuncId) -> Json {
    let function = an.scopes.function(func);
    let module = an.program.module(function.module);
    let kind = match function.node {
        FunctionNode::Module(_) => "module",
        FunctionNode::Def(_) => "def",
        FunctionNode::Lambda(_) => "lambda",
    };
    // Decorators are part of the function, as in CPython's code objects.
    let first = match function.node {
        FunctionNode::Def(node) if !node.decorator_list.is_empty() => {
            node.decorator_list[0].range.start()
        }
        _ => function.range().start(),
    };
    let summary = an.summary(func);
    let count = function.parameters.len();
    let mut result = summary.result.clone();
    result.origins = written_out(result.origins, count);
    let flags = summary.effects.flags;
    let words: Vec<&str> =
        Flags::ALL.iter().filter(|(flag, ..)| flags.contains(*flag)).map(|(_, w, _)| *w).collect();
    let (mut heap_reads, mut heap_writes) =
        (summary.effects.heap_reads.clone(), summary.effects.heap_writes.clone());
    // What the analysis leaves to the callers who hand generators over, this function does as well.
    for deferred in an.deferred_to_callers(&summary.effects.heap_writes) {
        heap_reads.merge(&deferred.heap_reads);
        heap_writes.merge(&deferred.heap_writes);
    }
    json!({
        "kind": kind,
        "name": function.name,
        "module": function.module.index(),
        "outer": function.outer.index(),
        "line": module.lines.line(first),
        "generator": function.is_generator,
        "async": function.is_async,
        "parameters": function.parameters.iter().map(|var| var.index()).collect::<Vec<_>>(),
        "effects": words,
        "reads": variables(&summary.effects.reads),
        "writes": variables(&summary.effects.writes),
        "call_writes": variables(&summary.effects.call_writes),
        "heap_reads": touches(an, &heap_reads, count),
        "heap_writes": touches(an, &heap_writes, count),
        "result": value(&result),
        "result_parts": origins(written_out(summary.result_parts, count)),
    })
}

/// Origins in which variables of bodies around a function, its parameters past `count`, are outside.
fn written_out(origins: Origins, count: usize) -> Origins {
    let captured = |position: usize| {
        let parameter = Origins::parameter(position);
        parameter.union(parameter.held_by_foreign())
    };
    (count..12).map(captured).fold(origins, |known, captured| {
        if !known.intersects(captured) {
            return known;
        }
        Origins(known.0 & !captured.0).union(Origins::OUTSIDE)
    })
}

fn variables(vars: &VarSet) -> Vec<usize> {
    vars.iter().map(VarId::index).collect()
}

/// What a variable is ever given; only listed for parameters, and where several bodies share it.
fn variable(an: &Analysis<'_>, var: VarId) -> Json {
    let variable = an.scopes.variable(var);
    let module = an.scopes.scopes[variable.scope.index()].module;
    json!({
        "name": variable.name,
        "function": variable.func.index(),
        "module": module.index(),
        "global": variable.is_global,
        "shared": variable.shared,
        "value": value(an.variable_value(var)),
    })
}

fn object(an: &Analysis<'_>, id: ObjId) -> Json {
    let object = an.heap.get(id);
    let (kind, name) = match &object.kind {
        ObjectKind::Library(id) => {
            let info = an.knowledge.type_info(*id);
            ("library", format!("{}.{}", info.module, info.name))
        }
        ObjectKind::Instance(class) => ("instance", an.scopes.classes[class.index()].name.into()),
        ObjectKind::Function(func) => ("function", func.index().to_string()),
        ObjectKind::Class(class) => ("class", an.scopes.classes[class.index()].name.into()),
        ObjectKind::Module(module) => ("module", an.program.module(*module).label.clone()),
        ObjectKind::LibraryModule(name) => ("library-module", name.to_string()),
        ObjectKind::LibraryFunction(_) => ("library-function", String::new()),
        ObjectKind::Bound(BoundTarget::Function(func)) => ("bound", func.index().to_string()),
        ObjectKind::Bound(BoundTarget::Library(_)) => ("bound-library", String::new()),
        ObjectKind::Super(_) => ("super", String::new()),
        ObjectKind::Wrapper(Wrapper::Cache { .. }) => ("cache", String::new()),
        ObjectKind::Wrapper(_) => ("wrapper", String::new()),
        ObjectKind::Record => ("record", String::new()),
    };
    let mut attributes = Map::new();
    for &symbol in an.heap.field_names(id) {
        if let Some(known) = an.heap.field(id, symbol) {
            attributes.insert(an.symbol_name(symbol).to_owned(), value(known));
        }
    }
    json!({
        "kind": kind,
        "name": name,
        "element": value(&object.element),
        "key": value(&object.key),
        "attributes": attributes,
        "escaped": object.escaped,
    })
}

fn value(value: &Value) -> Json {
    let words = [
        (Atoms::NONE, "none"),
        (Atoms::BOOL, "bool"),
        (Atoms::INT, "int"),
        (Atoms::FLOAT, "float"),
        (Atoms::COMPLEX, "complex"),
        (Atoms::STR, "str"),
        (Atoms::BYTES, "bytes"),
        (Atoms::RANGE, "range"),
        (Atoms::OTHER, "other"),
        (Atoms::ANY, "any"),
    ];
    let atoms: Vec<&str> = words
        .iter()
        .filter(|(atom, _)| value.atoms.contains(*atom))
        .map(|(_, word)| *word)
        .collect();
    json!({
        "atoms": atoms,
        "objects": value.objects.iter().map(|object| object.index()).collect::<Vec<_>>(),
        "origins": origins(value.origins),
    })
}

fn origins(origins: Origins) -> Json {
    json!({
        "outside": origins.intersects(Origins::OUTSIDE),
        "parameters": origins.parameters().collect::<Vec<_>>(),
        "parts": origins.parts().collect::<Vec<_>>(),
        "fresh": !origins.only_fresh().is_empty(),
    })
}

/// What is touched; a variable of a body around the function, which counts as one more parameter, is outside for readers.
fn touches(an: &Analysis<'_>, touches: &Touches, count: usize) -> Json {
    let captured = || touches.parameters.iter().filter(|touch| touch.parameter as usize >= count);
    let mut known = touches.locations.clone();
    known
        .extend(captured().filter_map(|touch| {
            touch.object.map(|object| Location { object, field: touch.field })
        }));
    known.sort_unstable();
    known.dedup();
    let locations = known.iter().map(|&location| {
        let Location { object, field } = location;
        json!({"object": object.index(), "field": field_name(an, field)})
    });
    let written = touches.parameters.iter().filter(|touch| (touch.parameter as usize) < count);
    let parameters = written.map(|touch| {
        json!({
            "parameter": touch.parameter,
            "deep": touch.deep,
            "object": touch.object.map(ObjId::index),
            "field": field_name(an, touch.field),
        })
    });
    json!({
        "any": touches.any || captured().any(|touch| touch.object.is_none()),
        "everything": touches.everything,
        "locations": locations.collect::<Vec<_>>(),
        "parameters": parameters.collect::<Vec<_>>(),
    })
}

/// The name of an attribute; `[]` for the contents, `*` for everything.
fn field_name<'n>(an: &'n Analysis<'_>, field: Field) -> &'n str {
    match field {
        Field::Contents | Field::Fill => "[]",
        Field::Attribute(symbol) => an.symbol_name(symbol),
        Field::All => "*",
    }
}
