//! Writers whose file is in memory.
//!
//! ```python
//! text = io.StringIO()
//! rows = csv.writer(text)          # no file: a list of pieces of text, which `rows` leads to
//! rows.writerow([n, score])        # changes `text`, and nothing else that a log could not carry
//! ```
//!
//! Sound because: a writer calls `write` of what it was made with, and nothing else of it; whatever any writer of one place was made
//! with is listed as an element of the object that stands for them. A class of the program's own that derives from `StringIO` is no
//! such file.

use ruff_text_size::TextRange;

use super::call::Arguments;
use super::heap::{Field, ObjectKind};
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::knowledge::LibraryFunction;
use crate::values::Value;

impl Walker<'_, '_> {
    /// What a call of a function of `csv` writes to, if that is in memory.
    pub(super) fn memory_written(
        &self,
        function: &LibraryFunction,
        receiver: Option<&Value>,
        arguments: &Arguments,
    ) -> Option<Value> {
        if &*function.module != "csv" || !function.signature.flags.contains(Flags::WRITES_FILE) {
            return None;
        }
        let file = match receiver {
            Some(receiver) if !receiver.is_any() => {
                let parts = self.parts_of(receiver.origins);
                self.an.heap.element_of(receiver, |object| &object.element).from(parts)
            }
            Some(_) => return None,
            None => arguments.positional.first()?.clone(),
        };
        let is_plain = receiver.is_none_or(|receiver| receiver.atoms.is_empty())
            && file.atoms.is_empty()
            && !file.objects.is_empty();
        let in_memory = |&object: &crate::ids::ObjId| match self.an.heap.peek(object).kind {
            ObjectKind::Library(id) => {
                let info = self.an.knowledge.type_info(id);
                info.module == "io" && info.name == "StringIO"
            }
            _ => false,
        };
        (is_plain && file.objects.iter().all(in_memory)).then_some(file)
    }

    /// A method of a writer changes the file.
    pub(super) fn write_to_memory(&mut self, file: &Value, range: TextRange) {
        self.touch_read(file, Field::Contents);
        self.touch_write(file, Field::Contents, range);
    }

    /// A new writer leads to what it was made with.
    pub(super) fn keep_file(
        &mut self,
        function: &LibraryFunction,
        arguments: &Arguments,
        writer: &Value,
    ) {
        if !matches!(&*function.name, "csv.writer" | "csv.DictWriter") {
            return;
        }
        let given = arguments.positional.first().or(arguments.star.as_ref());
        let file = given.cloned().unwrap_or_else(Value::any);
        for &object in &writer.objects {
            self.an.heap.add_element(object, &file);
        }
    }
}
