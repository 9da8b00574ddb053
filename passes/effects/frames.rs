//! Frames of pandas: what they hold, and calls about them.
//!
//! What a frame holds counts as plain: numbers, texts, dates. That is true of frames that are made of files and of plain data, as
//! long as nothing else is stored in one: a list in a cell would be the program's own list. So whatever may put anything else
//! into a frame makes all frames of the program unknown.
//!
//! Example: `df["n"] = [len(t) for t in texts]` stores numbers; after `df.loc[0, "n"] = [1, 2]`, a cell may be a list.

use ruff_text_size::TextRange;

use super::heap::{BoundTarget, Field, ObjectKind};
use super::journal::Fact;
use super::library::Bindings;
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::{ObjId, TypeId};
use crate::knowledge::{Callee, LibraryFunction, LibraryType, Signature, TypeExpr};
use crate::values::{Atoms, Value};

/// The only keywords of methods that call a function which do not change what it is called with.
const HARMLESS_FOR_CALLS: &[&str] = &["axis", "na_action", "include_groups"];

/// Keywords with which a function does something else than its entry says: other threads, other types, other functions.
const CHANGES_THE_CALL: &[&str] = &[
    "aggfunc",
    "chunksize",
    "converters",
    "copy",
    "date_parser",
    "dtype_backend",
    "engine",
    "engine_kwargs",
    "func",
    "into",
    "iterator",
    "path_or_buf",
    "raw",
    "result_type",
    "storage_options",
];

/// Builtin functions that make plain values of plain values, and types of columns.
const PLAIN_BUILTINS: &[&str] =
    &["abs", "bool", "complex", "float", "int", "len", "max", "min", "round", "str", "sum"];

fn is_about_frames(info: &LibraryType) -> bool {
    info.module == "pandas"
}

impl Walker<'_, '_> {
    /// Whether an object is a frame, or belongs to one.
    pub(super) fn is_of_frames(&self, object: ObjId) -> bool {
        matches!(self.an.heap.peek(object).kind, ObjectKind::Library(id)
            if is_about_frames(&self.an.knowledge.type_info(id)))
    }

    /// Whether a value can be nothing but frames and columns: comparing one gives its like.
    pub(super) fn is_frames(&self, value: &Value) -> bool {
        !value.objects.is_empty()
            && value.atoms.without(Atoms::UNBOUND).is_empty()
            && value
                .objects
                .iter()
                .all(|&object| self.is_type(object, "DataFrame") || self.is_type(object, "Series"))
    }

    fn is_type(&self, object: ObjId, name: &str) -> bool {
        matches!(self.an.heap.peek(object).kind, ObjectKind::Library(id)
            if is_about_frames(&self.an.knowledge.type_info(id))
                && self.an.knowledge.type_info(id).name == name)
    }

    /// From here on frames may hold objects of any kind.
    fn lose_frames(&mut self, stored: &Value) {
        self.an.open_the_world();
        self.an.heap.store_anywhere(stored);
        self.an.heap.escape(stored);
        if !self.an.frames_hold_objects {
            self.an.frames_hold_objects = true;
            self.an.heap.grew(Fact::Program);
        }
    }

    /// Somebody got an array that shows what a frame holds; or a frame is changed in place. Both in one program is too much.
    pub(super) fn note_frames(&mut self, shown: bool, changed: bool) {
        self.an.frames_shown |= shown;
        self.an.frames_changed |= changed;
        if self.an.frames_shown && self.an.frames_changed {
            self.lose_frames(&Value::bottom());
        }
    }

    /// Looking into a frame, or into what was made from one; what that gives where frames may hold objects of any kind.
    pub(super) fn look_into_frame(
        &mut self,
        id: TypeId,
        value: &Value,
        range: TextRange,
    ) -> Option<Value> {
        if !is_about_frames(&self.an.knowledge.type_info(id)) {
            return None;
        }
        self.read_frames_behind(value);
        if !self.an.frames_hold_objects {
            return None;
        }
        self.an.open_the_world();
        self.flag(Flags::UNKNOWN, range, "a frame that may hold any object");
        Some(Value::any())
    }

    /// Groups and the like read the frame that they were made from whenever they are asked.
    fn read_frames_behind(&mut self, value: &Value) {
        let mut seen: Vec<ObjId> = Vec::new();
        let mut waiting = value.objects.to_vec();
        let mut origins = value.origins;
        while let Some(object) = waiting.pop() {
            if seen.contains(&object) || !self.is_of_frames(object) {
                continue;
            }
            seen.push(object);
            self.touch_read(&Value::object(object, origins), Field::Contents);
            origins = origins.union(self.parts_of(origins));
            waiting.extend(self.an.heap.get(object).sources.iter().copied());
        }
    }

    /// What subscription of frames by several labels, or by truth values, gives: frames, and no columns.
    pub(super) fn frame_by_key(&self, value: &Value, key: &Value, element: Value) -> Value {
        let many = !key.is_any()
            && key.atoms.without(Atoms::UNBOUND).is_empty()
            && !key.objects.is_empty()
            && key.objects.iter().all(|&object| {
                self.is_plain_type(object)
                    || matches!(self.an.heap.peek(object).kind, ObjectKind::Library(id)
                        if self.an.knowledge.type_info(id).module == "builtins"
                            && self.an.knowledge.type_info(id).name == "list")
            });
        let only_frames = !value.is_any()
            && !value.objects.is_empty()
            && value.objects.iter().all(|&object| self.is_type(object, "DataFrame"));
        let mut element = element;
        if many && only_frames {
            element.objects.retain(|&mut object| !self.is_type(object, "Series"));
        }
        element
    }

    /// The result of a call of pandas, where it is not what the table says.
    pub(super) fn frame_call(
        &mut self,
        function: &LibraryFunction,
        signature: &Signature,
        bindings: &Bindings,
        result: Value,
        range: TextRange,
    ) -> Value {
        if let Some(receiver) = &bindings.receiver {
            self.read_frames_behind(receiver);
        }
        let arguments = &bindings.arguments;
        let name = function.name.rsplit('.').next().unwrap_or_default();
        let keywords = arguments.keywords.iter().map(|(name, _)| &**name);
        let in_place = keywords.clone().any(|keyword| keyword == "inplace") || name == "update";
        self.note_frames(name == "to_numpy", in_place);
        let calls = !signature.calls.is_empty();
        let unlisted = arguments.star.is_some()
            || arguments.double_star.is_some()
            || keywords.clone().any(|keyword| {
                CHANGES_THE_CALL.contains(&keyword)
                    || (calls && !HARMLESS_FOR_CALLS.contains(&keyword))
            })
            || (calls && arguments.positional.len() > 1)
            // `Index.rename("a", inplace=True)` changes labels that others may have.
            || (in_place && name == "rename");
        let depth = match name {
            "DataFrame" => 2,
            "concat" => 3,
            _ => 1,
        };
        let called = |at: usize| signature.calls.contains(&Callee::Position(at));
        let is_file = |at: usize| at == 0 && (name.starts_with("read_") || name.starts_with("to_"));
        let fits = arguments.positional.iter().enumerate().all(|(at, value)| {
            (called(at) && self.is_only_callable(value))
                || (is_file(at) && self.is_file_or_path(value))
                || self.fits_frames(value, depth)
        }) && arguments.keywords.iter().all(|(_, value)| self.fits_frames(value, 1))
            && bindings.called.iter().all(|(_, value)| self.is_plain_cell(value, function));
        if unlisted || !fits || self.an.frames_hold_objects {
            let changes = signature.mutates_self || in_place;
            return self.unlisted_frame_call(function, bindings, changes, range);
        }
        let mut result = result;
        let parts = arguments.positional.first().map(|value| self.an.heap.reachable(value));
        if name == "concat"
            && parts.is_some_and(|reach| !reach.objects.iter().any(|&o| self.is_type(o, "Series")))
        {
            result.objects.retain(|&mut object| !self.is_type(object, "Series"));
        }
        result
    }

    /// A call that does something else than its table says, or puts into its result what is not plain; where it `changes` a
    /// frame, all frames are lost.
    fn unlisted_frame_call(
        &mut self,
        function: &LibraryFunction,
        bindings: &Bindings,
        changes: bool,
        range: TextRange,
    ) -> Value {
        let arguments = bindings.arguments.clone();
        self.unknown_call(&arguments, range, &function.name);
        self.an.open_the_world();
        let mut value = Value::any();
        let returned = bindings.called.iter().map(|(_, value)| value);
        for argument in arguments.all().chain(&bindings.receiver).chain(returned) {
            if changes {
                self.lose_frames(argument);
            }
            self.an.heap.store_anywhere(argument);
            self.an.heap.escape(argument);
            value.origins = value.origins.union(argument.origins);
        }
        value
    }

    /// What functions of NumPy and the like give for frames besides: frames. Arrays may show what those hold.
    pub(super) fn of_frames(&mut self, bindings: &Bindings, range: TextRange) -> Value {
        let mut result = Value::bottom();
        let has_frames = bindings.arguments.all().chain(&bindings.receiver).any(|argument| {
            let reach = self.an.heap.reachable(argument);
            reach.objects.iter().any(|&object| self.is_of_frames(object))
        });
        if !has_frames {
            return result;
        }
        self.note_frames(true, false);
        let site = 0x8000_0000 | u32::from(range.start());
        for name in ["pandas.DataFrame", "pandas.Series"] {
            if let Some(id) = self.an.knowledge.type_id(name) {
                let made = TypeExpr::Fresh(id, Vec::new());
                let value = self.type_value(&made, bindings, site ^ id.0);
                result.join(&value);
            }
        }
        result
    }

    /// What a callback returns that becomes a cell, or, of a group, a part of the result.
    fn is_plain_cell(&self, value: &Value, function: &LibraryFunction) -> bool {
        let frames = function.name.starts_with("GroupBy.");
        !value.is_any()
            && value.objects.iter().all(|&object| {
                frames && (self.is_type(object, "DataFrame") || self.is_type(object, "Series"))
            })
    }

    /// Texts, paths, and files of Python's own.
    fn is_file_or_path(&self, value: &Value) -> bool {
        !value.is_any()
            && value.objects.iter().all(|&object| {
                matches!(self.an.heap.peek(object).kind, ObjectKind::Library(id)
                    if matches!(&*self.an.knowledge.type_info(id).module, "io" | "pathlib"))
            })
    }

    fn is_only_callable(&self, value: &Value) -> bool {
        !value.is_any()
            && value.atoms.without(Atoms::UNBOUND).is_empty()
            && value.objects.iter().all(|&object| match self.an.heap.peek(object).kind {
                ObjectKind::Function(_) | ObjectKind::Bound(BoundTarget::Function(_)) => true,
                _ => self.makes_plain(object),
            })
    }

    /// A function that makes plain values of plain values, or a type of columns.
    fn makes_plain(&self, object: ObjId) -> bool {
        let ObjectKind::LibraryFunction(id) = self.an.heap.peek(object).kind else { return false };
        let function = self.an.knowledge.function(id);
        let result = &function.signature.result;
        let has_scalars = matches!(result, TypeExpr::Union(parts)
            if parts.iter().any(|part| matches!(part, TypeExpr::Atom(_))));
        PLAIN_BUILTINS.contains(&&*function.name)
            || (function.package && function.name.starts_with("numpy.") && has_scalars)
    }

    /// Whether what is put into a frame is plain. `depth`: how many containers may stand around each cell.
    fn fits_frames(&self, value: &Value, depth: usize) -> bool {
        if value.is_any() {
            return false;
        }
        value.objects.iter().all(|&object| {
            let held = self.an.heap.get(object);
            match held.kind {
                ObjectKind::Library(id) => {
                    let info = self.an.knowledge.type_info(id);
                    let container = info.module == "builtins"
                        && matches!(info.name.as_str(), "list" | "tuple" | "dict");
                    if info.plain || is_about_frames(&info) {
                        // At depth 0 it would be a cell itself.
                        return depth > 0;
                    }
                    if info.name == "tuple" && info.module == "builtins" && depth == 0 {
                        return false;
                    }
                    container
                        && depth > 0
                        && self.fits_frames(&held.element, depth - 1)
                        && self.fits_frames(&held.key, 1)
                        && held.items.iter().flatten().all(|item| self.fits_frames(item, depth - 1))
                }
                ObjectKind::LibraryFunction(_) => self.makes_plain(object),
                _ => false,
            }
        })
    }

    /// Storing by subscript into a frame. False where the object is none.
    pub(super) fn store_into_frame(
        &mut self,
        holder: &Value,
        key: &Value,
        value: &Value,
        range: TextRange,
    ) -> bool {
        let frames: Vec<ObjId> =
            holder.objects.iter().copied().filter(|&object| self.is_of_frames(object)).collect();
        if frames.is_empty() {
            return false;
        }
        for &object in &frames {
            // What `df.loc[…] = …` changes is the frame.
            for source in self.an.heap.get(object).sources.clone() {
                let parts = self.parts_of(holder.origins).union(holder.origins);
                self.touch_write(&Value::object(source, parts), Field::Contents, range);
            }
        }
        // A list that is stored into a frame is a column; into a column or at a place, it may become a cell.
        let whole = frames.iter().all(|&object| self.is_type(object, "DataFrame"));
        let replaces_column = whole && key.only(Atoms::STR);
        self.note_frames(false, !replaces_column);
        if !self.fits_frames(value, usize::from(replaces_column)) {
            self.lose_frames(value);
            self.flag(Flags::UNKNOWN, range, "storing into a frame");
        }
        true
    }

    /// The program replaces something of a class of pandas.
    pub(super) fn note_patched_frames(&mut self, module: &str, value: &Value) {
        if module == "pandas" {
            self.lose_frames(value);
        }
    }

    /// Setting an attribute of a frame: its labels, or their names, which others may have as well.
    pub(super) fn set_on_frame(&mut self, object: ObjId, name: &str, value: &Value) {
        let labels = matches!(name, "columns" | "index") && self.is_type(object, "DataFrame");
        if self.is_of_frames(object) && !(labels && self.fits_frames(value, 1)) {
            self.lose_frames(value);
        }
    }
}
