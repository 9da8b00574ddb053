//! Dense ids: every fact table is a vector that one of these indexes.

macro_rules! dense_id {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The position in the table that this id indexes.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            fn from(index: usize) -> Self {
                Self(index as u32)
            }
        }
    )*};
}

dense_id! {
    /// A source file of the program; 0 is the script itself.
    ModuleId
    /// A module, class, function, lambda or comprehension scope.
    ScopeId
    /// One variable: a name in the scope that binds it.
    VarId
    /// A body that runs as a unit: a module, a function or a lambda.
    FuncId
    /// A class statement.
    ClassId
    /// An abstract object: all objects that one expression creates.
    ObjId
    /// A type of the standard library or another known package.
    TypeId
    /// A function of the standard library or another known package.
    LibId
    /// An interned attribute or function name.
    Symbol
}
