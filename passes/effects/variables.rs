//! What variables, parameters and generators may give, over all bodies.

use rustc_hash::FxHashSet;

use super::Analysis;
use super::journal::Fact;
use crate::ids::{FuncId, ObjId, VarId};
use crate::values::Value;

impl Analysis<'_> {
    pub(crate) fn note_yield(&mut self, func: FuncId, value: &Value) {
        let mut known = std::mem::take(&mut self.yields[func.index()]);
        let grew = self.heap.learn(&mut known, value);
        self.yields[func.index()] = known;
        if grew {
            self.heap.grew(Fact::Summary(func));
        }
    }

    pub(crate) fn yielded(&self, func: FuncId) -> Value {
        self.heap.journal.read(Fact::Summary(func));
        self.yields[func.index()].clone()
    }

    /// Whether a generator hands out any of these objects.
    pub fn yields_any(&self, objects: &FxHashSet<ObjId>) -> bool {
        self.yields.iter().flat_map(|value| &value.objects).any(|object| objects.contains(object))
    }

    /// Adds to what a variable may hold.
    pub fn join_variable(&mut self, var: VarId, value: &Value) {
        let mut known = std::mem::take(&mut self.var_values[var.index()]);
        let grew = self.heap.learn(&mut known, value);
        self.var_values[var.index()] = known;
        if grew {
            self.heap.grew(Fact::Variable(var));
        }
    }

    /// Adds to what the default of a parameter may be.
    pub fn join_default(&mut self, var: VarId, value: &Value) {
        let mut known = self.defaults.remove(&var).unwrap_or_default();
        let grew = self.heap.learn(&mut known, value);
        self.defaults.insert(var, known);
        if grew {
            self.heap.grew(Fact::Variable(var));
        }
        self.join_variable(var, value);
    }

    pub fn has_default(&self, var: VarId) -> bool {
        self.heap.journal.read(Fact::Variable(var));
        self.defaults.contains_key(&var)
    }

    /// What a parameter is where a call gives it nothing: its default, or, where it has none, whatever it is ever given.
    pub fn default_value(&self, var: VarId) -> &Value {
        self.heap.journal.read(Fact::Variable(var));
        self.defaults.get(&var).unwrap_or_else(|| &self.var_values[var.index()])
    }

    /// What a variable that several bodies share, or a parameter, is ever given.
    pub fn variable_value(&self, var: VarId) -> &Value {
        self.heap.journal.read(Fact::Variable(var));
        &self.var_values[var.index()]
    }
}
