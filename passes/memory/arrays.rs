//! NumPy arrays, by shape and element type. Views take nothing but their header.

use std::rc::Rc;

use ruff_text_size::TextRange;

use super::bounds::{Poly, Span};
use super::functions::Arguments;
use super::heap::{Id, Kind, Object, Refs, merge};
use super::layouts;
use super::walker::Walker;

impl<'a> Walker<'a, '_> {
    /// A function of NumPy.
    pub fn call_numpy(
        &mut self,
        range: TextRange,
        path: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let name = path.strip_prefix("numpy.").unwrap_or(path);
        let first = arguments.positional.first().cloned();
        let item = self.item_size(arguments);
        Some(match name {
            "zeros" | "ones" | "empty" | "full" => {
                let (len, dimensions) = self.shape(arguments.get(0, "shape")?);
                let item = match (item, name) {
                    (Some(item), _) => item,
                    (None, "full") => return None,
                    (None, _) => 8,
                };
                self.array(range, len, dimensions, item)
            }
            "zeros_like" | "ones_like" | "empty_like" | "full_like" | "copy" => {
                let source = first?;
                let (len, dimensions, size) = self.array_facts(&source)?;
                self.array(range, len, dimensions, item.unwrap_or(size))
            }
            "arange" => {
                let source = self.range_object(range, &arguments.positional);
                let floats = arguments
                    .positional
                    .iter()
                    .any(|refs| self.state.objects(refs).any(|object| object.kind == Kind::Float));
                let len = if floats { self.float_range(arguments) } else { self.length(&source) };
                self.array(range, len, Some(1), item.unwrap_or(8))
            }
            "linspace" => {
                let len = match arguments.get(2, "num").and_then(|number| self.joined(number)) {
                    Some(number) => number.num.amount(),
                    None => Span::exact(50.0),
                };
                self.array(range, len, Some(1), item.unwrap_or(8))
            }
            "eye" | "identity" => {
                let n = self.joined(&first?)?.num.amount();
                self.array(range, n.times(&n), Some(2), item.unwrap_or(8))
            }
            "array" | "asarray" | "ascontiguousarray" => {
                self.array_from(range, &first?, name, item)?
            }
            "random.rand" | "random.randn" => {
                let mut len = Span::exact(1.0);
                for size in &arguments.positional {
                    len = len.times(&self.joined(size)?.num.amount());
                }
                if arguments.positional.is_empty() {
                    return Some(self.float(range));
                }
                self.array(range, len, Some(arguments.positional.len() as u32), 8)
            }
            "random.random"
            | "random.random_sample"
            | "random.standard_normal"
            | "random.normal"
            | "random.uniform"
            | "random.randint"
            | "random.integers" => {
                let at = match name {
                    "random.normal" | "random.uniform" | "random.randint" | "random.integers" => 2,
                    _ => 0,
                };
                match arguments.get(at, "size") {
                    Some(size) => {
                        let (len, dimensions) = self.shape(size);
                        self.array(range, len, dimensions, item.unwrap_or(8))
                    }
                    None => self.scalar(range),
                }
            }
            "random.default_rng" => self.library(range, "numpy.random"),
            "random.seed" => self.none(range),
            "concatenate" | "hstack" | "vstack" | "stack" => {
                let source = first?;
                let parts = self.elements(&source);
                let count = self.length(&source);
                let fields = self.state.single(&source).and_then(|object| object.fields.clone());
                let (mut len, mut size) = (Span::default(), 1);
                match fields {
                    Some(fields) => {
                        for field in fields.iter() {
                            let (one, _, item) = self.array_facts(field)?;
                            len = len.plus(&one);
                            size = size.max(item);
                        }
                    }
                    None => {
                        let (one, _, item) = self.array_facts(&parts)?;
                        len = one.times(&count);
                        size = item;
                    }
                }
                self.array(range, len, None, size)
            }
            "where" | "nonzero" | "flatnonzero" | "argwhere" if arguments.positional.len() == 1 => {
                // The places that hold: as many numbers for each dimension.
                let (len, dimensions, _) = self.array_facts(&first?)?;
                let some =
                    Span { low: Poly::zero(), estimate: len.estimate.scaled(0.5), high: len.high };
                let number =
                    dimensions.map_or(Span::of(1.0, 2.0, 64.0), |it| Span::exact(it.into()));
                if matches!(name, "flatnonzero" | "argwhere") {
                    return Some(self.array(range, some.times(&number), None, 8));
                }
                let places = self.array(range, some, Some(1), 8);
                self.many(&places, &number);
                let tuple = Object { elems: places, ..Object::with_len(Kind::Tuple, number) };
                self.create(range, 144, tuple)
            }
            "argsort" | "unique" | "diff" | "cumprod" | "flip" | "round" | "rint" | "arctan"
            | "arcsin" | "arccos" | "sinh" | "cosh" | "log1p" | "expm1" | "cbrt" | "fabs" => {
                let result = self.array_operation(range, &[&first?]);
                if name == "unique" || name == "diff" {
                    self.change(&result, |object, _| object.len.low = Poly::zero());
                }
                // A copy is sorted.
                let len = self.length(&result);
                self.hold(&result);
                self.measure_with(&len.times(&Span::of(
                    0.0,
                    if name == "unique" { 8.0 } else { 0.0 },
                    24.0,
                )));
                self.release()
            }
            "percentile" | "quantile" if arguments.keywords.is_empty() => {
                let (len, _, item) = self.array_facts(&first?)?;
                let copy = f64::from(item);
                self.measure_with(
                    &len.times(&Span::of(0.0, copy, 2.0 * copy))
                        .plus(&Span::of(0.0, 2000.0, 200_000.0)),
                );
                match arguments.positional.get(1) {
                    Some(at) if !self.joined(at).is_some_and(|object| object.is_number()) => {
                        return None;
                    }
                    _ => self.scalar(range),
                }
            }
            "sqrt" | "exp" | "log" | "sin" | "cos" | "tan" | "abs" | "absolute" | "square"
            | "maximum" | "minimum" | "add" | "subtract" | "multiply" | "divide" | "power"
            | "where" | "clip" | "log2" | "log10" | "tanh" | "floor" | "ceil" | "sign"
            | "cumsum" | "sort" | "isnan" => {
                let sources: Vec<&Refs> = arguments.positional.iter().collect();
                self.array_operation(range, &sources)
            }
            "convolve" => {
                let (one, _, first_item) = self.array_facts(&first?)?;
                let (two, _, second_item) = self.array_facts(arguments.get(1, "v")?)?;
                // `full` is both together; the shorter one may be turned round, and either copied.
                let all = one.plus(&two);
                let longer = one.maximum(&two);
                let len =
                    Span { low: Poly::zero(), estimate: longer.estimate, high: all.high.clone() };
                let result = self.array(range, len, Some(1), first_item.max(second_item));
                self.hold(&result);
                self.measure_with(&Span {
                    low: Poly::zero(),
                    estimate: Poly::zero(),
                    high: all.high.scaled(16.0).shifted(2000.0),
                });
                self.release()
            }
            "sum" | "mean" | "min" | "max" | "std" | "var" | "median" | "prod" | "dot"
            | "argmax" | "argmin" | "any" | "all" => {
                return self.reduction(range, name, arguments);
            }
            "transpose" | "reshape" | "ravel" => {
                let source = first?;
                self.array_facts(&source)?;
                let positional = arguments.positional.iter().skip(1).cloned().collect();
                let arguments = Arguments { positional, ..arguments.clone() };
                self.array_method(range, &source, name, &arguments)
            }
            "float64" | "float32" | "int64" | "int32" => self.scalar(range),
            _ => return None,
        })
    }

    fn float_range(&mut self, arguments: &Arguments<'a>) -> Span {
        let values: Option<Vec<f64>> =
            arguments.positional.iter().map(|refs| self.joined(refs)?.num.as_constant()).collect();
        let len = match values.as_deref() {
            Some([stop]) => stop.ceil(),
            Some([start, stop]) => (stop - start).ceil(),
            Some([start, stop, step]) if *step != 0.0 => ((stop - start) / step).ceil(),
            _ => return Span::unknown(),
        };
        // Rounding may make it one longer.
        Span::of((len - 1.0).max(0.0), len.max(0.0), len.max(0.0) + 1.0)
    }

    /// The bytes of an element where `dtype` says so.
    fn item_size(&mut self, arguments: &Arguments<'a>) -> Option<u32> {
        let dtype = arguments.keyword("dtype")?;
        let object = self.state.single(dtype)?;
        let name = match &object.kind {
            Kind::Library(path) => path.clone(),
            _ => object.text.clone()?,
        };
        item_of(name.rsplit('.').next().unwrap_or(&name))
    }

    /// A shape: how many elements, in how many dimensions.
    fn shape(&self, refs: &Refs) -> (Span, Option<u32>) {
        let Some(object) = self.joined(refs) else { return (Span::unknown(), None) };
        match object.kind {
            Kind::Int => (object.num.amount(), Some(1)),
            Kind::Tuple | Kind::List => {
                let Some(fields) = &object.fields else {
                    let elems: Option<Vec<Span>> = object
                        .elems
                        .iter()
                        .map(|&id| Some(self.state.object(id)?.num.amount()))
                        .collect();
                    return match elems {
                        // A list display of constants: as many elements as it is long.
                        Some(elems) if object.len.as_constant() == Some(elems.len() as f64) => {
                            let product = elems
                                .iter()
                                .fold(Span::exact(1.0), |product, one| product.times(one));
                            (product, Some(elems.len() as u32))
                        }
                        _ => (Span::unknown(), None),
                    };
                };
                let mut product = Span::exact(1.0);
                for field in fields.iter() {
                    match self.joined(field) {
                        Some(size) if size.kind == Kind::Int => {
                            product = product.times(&size.num.amount());
                        }
                        _ => return (Span::unknown(), None),
                    }
                }
                (product, Some(fields.len() as u32))
            }
            _ => (Span::unknown(), None),
        }
    }

    pub fn array(
        &mut self,
        range: TextRange,
        len: Span,
        dimensions: Option<u32>,
        item: u32,
    ) -> Refs {
        let text = dimensions.map(|dimensions| Rc::from(dimensions.to_string()));
        let why = if len.is_bounded() {
            None
        } else {
            Some(self.why(range, "the shape of this array is not known"))
        };
        self.create(range, 130, Object { text, why, ..Object::with_len(Kind::Array { item }, len) })
    }

    pub fn scalar(&mut self, range: TextRange) -> Refs {
        let extra = Span::exact(layouts::ARRAY_SCALAR - layouts::FLOAT);
        self.create(range, 131, Object { extra, ..Object::new(Kind::Float) })
    }

    /// Length, dimensions and element size of an array.
    pub fn array_facts(&self, refs: &Refs) -> Option<(Span, Option<u32>, u32)> {
        let mut facts: Option<(Span, Option<u32>, u32)> = None;
        for object in self.state.objects(refs) {
            let item = match object.kind {
                Kind::Array { item } => item,
                Kind::View => self.base_item(object),
                _ => return None,
            };
            let dimensions = object.text.as_deref().and_then(|text| text.parse().ok());
            let len = object.each_len();
            facts = Some(match facts {
                None => (len, dimensions, item),
                Some((other, others, size)) => (
                    other.join(&len, 0.5),
                    if others == dimensions { others } else { None },
                    size.max(item),
                ),
            });
        }
        facts
    }

    /// The bytes of an element at least, where that is not certain.
    fn least_item(&self, refs: &Refs) -> Option<u32> {
        let of = |object: &Object<'a>| match &object.kind {
            Kind::Array { .. } => object.num.low.as_constant().filter(|least| *least > 0.0),
            _ => None,
        };
        let least: Option<Vec<f64>> = self.state.objects(refs).map(of).collect();
        least?.into_iter().reduce(f64::min).map(|least| least as u32)
    }

    fn base_item(&self, view: &Object<'a>) -> u32 {
        let base = view.fields.iter().flat_map(|fields| fields.iter().flatten()).next();
        match base.and_then(|&id| self.state.object(id)).map(|object| &object.kind) {
            // The columns of frames count bytes, and are numbers or pointers.
            Some(Kind::Array { .. }) if base.is_some_and(|&id| self.is_column(id)) => 8,
            Some(Kind::Array { item }) => *item,
            _ => 16,
        }
    }

    /// An array made of other objects: numbers in lists, or a copy.
    fn array_from(
        &mut self,
        range: TextRange,
        source: &Refs,
        name: &str,
        item: Option<u32>,
    ) -> Option<Refs> {
        if let Some((len, dimensions, size)) = self.array_facts(source) {
            if name != "array" && item.is_none() {
                return Some(source.clone());
            }
            return Some(self.array(range, len, dimensions, item.unwrap_or(size)));
        }
        let object = self.joined(source)?;
        if !matches!(object.kind, Kind::List | Kind::Tuple | Kind::Range) {
            return None;
        }
        let outer = object.each_len();
        if object.kind == Kind::Range {
            return Some(self.array(range, outer, Some(1), item.unwrap_or(8)));
        }
        let elems = self.elements(source);
        let inner = self.joined(&elems)?;
        let (len, dimensions) = match inner.kind {
            Kind::Int | Kind::Float => (outer, 1),
            Kind::List | Kind::Tuple => (outer.times(&inner.each_len()), 2),
            _ => return None,
        };
        let deepest = if dimensions == 1 { inner } else { self.joined(&self.elements(&elems))? };
        if !deepest.is_number() || deepest.kind == Kind::Complex {
            return None;
        }
        Some(self.array(range, len, Some(dimensions), item.unwrap_or(8)))
    }

    /// An operation element by element: a new array of the longest operand.
    pub fn array_operation(&mut self, range: TextRange, operands: &[&Refs]) -> Refs {
        self.array_of_operation(range, operands, 8)
    }

    /// The same, with elements of at least so many bytes; of masks it is one.
    pub fn array_of_operation(&mut self, range: TextRange, operands: &[&Refs], least: u32) -> Refs {
        let mut len: Option<Span> = None;
        let (mut size, mut fewest) = (1, 1);
        let mut broadcast = Span::exact(1.0);
        let mut dimensions = None;
        for operand in operands {
            let Some((one, its, item)) = self.array_facts(operand) else { continue };
            size = size.max(item);
            fewest = fewest.max(self.least_item(operand).unwrap_or(item));
            broadcast = broadcast.times(&one);
            dimensions = its.max(dimensions);
            len = Some(match len {
                None => one,
                // A column and a row make a table; arrays of one length make another of that length.
                Some(other) if other == one => other,
                Some(other) => Span { high: other.high.times(&one.high), ..other.maximum(&one) },
            });
        }
        match len {
            Some(len) if fewest < size.max(least) => {
                // Floats of four bytes stay what they are; other small numbers may.
                let likely = if fewest == 4 { 4 } else { size.max(least) };
                let each = [fewest, likely, size.max(least)].map(f64::from);
                let result = self.array(range, len, dimensions, size.max(least));
                self.change(&result, |object, _| object.num = Span::of(each[0], each[1], each[2]));
                result
            }
            Some(len) => self.array(range, len, dimensions, size),
            None => self.scalar(range),
        }
    }

    /// A comparison element by element: a mask, of a byte for each element.
    pub fn array_comparison(&mut self, range: TextRange, left: &Refs, right: &Refs) -> Refs {
        let result = self.array_operation(range, &[left, right]);
        self.change(&result, |object, _| {
            if let Kind::Array { item } = &mut object.kind {
                *item = 1;
                object.num = Span::any_number();
            }
        });
        result
    }

    fn reduction(
        &mut self,
        range: TextRange,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let source = arguments.positional.first()?;
        let Some((len, dimensions, item)) = self.array_facts(source) else {
            return Some(self.scalar(range));
        };
        let whole = arguments.get(1, "axis").is_none() && name != "dot";
        if whole || dimensions == Some(1) {
            return Some(self.scalar(range));
        }
        // Along one axis: no more elements than before.
        let len = Span { low: Poly::zero(), ..len };
        if name == "dot" {
            let (other, _, _) = self.array_facts(arguments.positional.get(1)?)?;
            let high = len.high.times(&other.high);
            return Some(self.array(
                range,
                Span { high, ..len.maximum(&other) },
                None,
                item.max(8),
            ));
        }
        Some(self.array(range, len, None, item.max(8)))
    }

    pub fn array_method(
        &mut self,
        range: TextRange,
        array: &Refs,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Refs {
        let Some((len, dimensions, item)) = self.array_facts(array) else {
            return self.unknown(range, "a method of an unknown array");
        };
        match name {
            "reshape" | "view" | "ravel" | "transpose" | "swapaxes" | "squeeze" => {
                if name == "ravel" {
                    // A view; a copy, where the elements do not lie side by side.
                    let high = len.high.scaled(f64::from(item));
                    let view = self.view_of_all(range, array, &len);
                    self.change(&view, |object, _| {
                        object.text = Some(Rc::from("1"));
                        object.extra.high = high.clone();
                    });
                    return view;
                }
                let dimensions = match name {
                    "reshape" => match &arguments.positional[..] {
                        [one] => self.shape(one).1,
                        many => Some(many.len() as u32),
                    },
                    _ => dimensions,
                };
                let is_view = self.state.objects(array).any(|object| object.kind == Kind::View);
                let view = self.view_of_all(range, array, &len);
                let text = dimensions.map(|dimensions| Rc::from(dimensions.to_string()));
                self.change(&view, |object, _| {
                    object.text.clone_from(&text);
                    if name == "reshape" && is_view {
                        // What does not lie side by side is copied.
                        object.extra.high = len.high.scaled(f64::from(item));
                    }
                });
                view
            }
            "copy" | "flatten" | "astype" | "clip" | "round" | "cumsum" => {
                let asked =
                    arguments.positional.first().and_then(|refs| self.state.single(refs)).and_then(
                        |object| match &object.kind {
                            Kind::Library(path) => item_of(path.rsplit('.').next().unwrap_or(path)),
                            _ => object.text.as_deref().and_then(item_of),
                        },
                    );
                let item = if name == "astype" { asked.unwrap_or(16) } else { item };
                self.array(range, len, dimensions, item)
            }
            "sum" | "mean" | "min" | "max" | "std" | "var" | "prod" | "argmax" | "argmin"
            | "any" | "all" | "item" => {
                if arguments.positional.is_empty() && arguments.keyword("axis").is_none() {
                    return self.scalar(range);
                }
                self.array(range, Span { low: Poly::zero(), ..len }, None, item.max(8))
            }
            "fill" | "sort" => self.none(range),
            "tolist" => {
                let mut float = Object::new(Kind::Float);
                super::methods::multiply(&mut float, &len);
                let float = self.create(range, 132, float);
                if dimensions != Some(1) {
                    return self.lists_of_array(range, array, float, &len, dimensions);
                }
                self.create(
                    range,
                    133,
                    Object { elems: float, ..Object::with_len(Kind::List, len) },
                )
            }
            _ => self.call_unknown(
                range,
                array,
                arguments,
                "a method of arrays that is not described",
            ),
        }
    }

    /// `table.tolist()`: lists in lists, whose number is that of the elements at most.
    fn lists_of_array(
        &mut self,
        range: TextRange,
        array: &Refs,
        numbers: Refs,
        len: &Span,
        dimensions: Option<u32>,
    ) -> Refs {
        let rows = self.first_axis(array);
        // Of each axis but the last, no more lists than elements.
        let levels = dimensions.map_or(32.0, f64::from);
        let mut inner = Object { elems: numbers, ..Object::with_len(Kind::List, len.clone()) };
        inner.count = Span { high: rows.high.upper(&len.high).scaled(levels), ..rows.clone() };
        inner.each = (Poly::zero(), len.high.clone());
        inner.len = Span { low: Poly::zero(), high: len.high.scaled(levels), ..len.clone() };
        let inner = self.create(range, 176, inner);
        self.create(range, 133, Object { elems: inner, ..Object::with_len(Kind::List, rows) })
    }

    pub fn array_attribute(&mut self, range: TextRange, id: Id, name: &str) -> Refs {
        let refs: Refs = [id].into_iter().collect();
        let len = self.length(&refs);
        match name {
            "T" | "flat" | "real" => self.view_of_all(range, &refs, &len),
            "size" => self.integer(range, len),
            "nbytes" => {
                self.integer(range, Span { high: len.high.scaled(16.0), ..len.scaled(8.0) })
            }
            "ndim" | "itemsize" => self.integer(range, Span::of(0.0, 2.0, 64.0)),
            "shape" => {
                let side = self.integer(range, Span { low: Poly::zero(), ..len });
                let object = self.state.object(id).and_then(|object| object.text.clone());
                let dimensions = object.and_then(|text| text.parse::<f64>().ok());
                let count = dimensions.map_or(Span::of(0.0, 2.0, 64.0), Span::exact);
                let fields = dimensions
                    .map(|dimensions| Rc::new(vec![side.clone(); dimensions.min(64.0) as usize]));
                let elems = if fields.is_some() { Refs::new() } else { side };
                self.create(
                    range,
                    134,
                    Object { fields, elems, ..Object::with_len(Kind::Tuple, count) },
                )
            }
            "dtype" => self.shared(range, "dtype"),
            _ => {
                let object = Object { elems: refs, ..Object::new(Kind::Library(Rc::from(name))) };
                self.create(range, 40, object)
            }
        }
    }

    /// A view of a part of an array, which keeps the whole alive.
    pub fn view_of(&mut self, range: TextRange, id: Id, len: &Span) -> Refs {
        let refs: Refs = [id].into_iter().collect();
        self.view_of_all(range, &refs, len)
    }

    fn view_of_all(&mut self, range: TextRange, array: &Refs, len: &Span) -> Refs {
        // A view of a view refers to the array itself.
        let mut bases = Refs::new();
        let mut text = None;
        for &id in array {
            let Some(object) = self.state.object(id) else { continue };
            text.clone_from(&object.text);
            match object.kind {
                Kind::View => object
                    .fields
                    .iter()
                    .flat_map(|fields| fields.iter())
                    .for_each(|refs| merge(&mut bases, refs)),
                _ => merge(&mut bases, &[id]),
            }
        }
        let fields = Some(Rc::new(vec![bases]));
        self.create(
            range,
            135,
            Object { fields, text, ..Object::with_len(Kind::View, len.clone()) },
        )
    }

    /// `array[index]`.
    pub fn array_element(
        &mut self,
        range: TextRange,
        id: Id,
        has_slice: bool,
        index: &Refs,
    ) -> Refs {
        let refs: Refs = [id].into_iter().collect();
        let len = self.length(&refs);
        let part = Span { low: Poly::zero(), ..len.clone() };
        if let Some((chosen, _, by)) = self.array_facts(index) {
            // Chosen by a mask or by numbers: a copy. Of a table, whole rows are chosen.
            let (_, dimensions, item) =
                self.array_facts(&refs).unwrap_or((Span::unknown(), None, 16));
            let is_mask = by == 1;
            let is_flat = dimensions == Some(1);
            let estimate = match (is_mask, is_flat) {
                (true, _) => chosen.estimate.upper(&len.estimate).scaled(0.5),
                (false, true) => chosen.estimate.clone(),
                (false, false) => chosen.estimate.upper(&len.estimate),
            };
            let high = match (is_mask, is_flat) {
                (true, _) => len.high.clone(),
                (false, true) => chosen.high.clone(),
                (false, false) => chosen.high.times(&len.high),
            };
            let len = Span { low: Poly::zero(), estimate, high };
            return self.array(range, len, if is_flat { dimensions } else { None }, item);
        }
        if has_slice {
            return self.view_of(range, id, &part);
        }
        let dimensions: Option<u32> =
            self.state.object(id).and_then(|object| object.text.as_deref()?.parse().ok());
        let given = match self.joined(index) {
            Some(object) if object.kind == Kind::Tuple => {
                object.len.as_constant().map(|count| count as u32)
            }
            Some(_) => Some(1),
            None => None,
        };
        match (dimensions, given) {
            (Some(dimensions), Some(given)) if given >= dimensions => self.scalar(range),
            _ => self.view_of(range, id, &part),
        }
    }

    /// The length of an array along its first axis: of several, only the number of all elements is known.
    pub fn first_axis(&self, refs: &[Id]) -> Span {
        let len = self.length(refs);
        let flat = |object: &Object<'a>| object.text.as_deref() == Some("1");
        if self.state.objects(refs).all(flat) {
            return len;
        }
        let estimate = match len.estimate.as_constant() {
            Some(all) if all.is_finite() => Poly::constant(all.max(0.0).sqrt()),
            _ => len.estimate,
        };
        // There may be no elements, in so many rows.
        let high =
            if len.low.is_positive() && !len.low.is_zero() { len.high } else { Poly::infinite() };
        Span { low: Poly::zero(), estimate, high }
    }

    /// One item of a loop over an array.
    pub fn array_item(&mut self, range: TextRange, id: Id) -> Refs {
        let dimensions: Option<u32> =
            self.state.object(id).and_then(|object| object.text.as_deref()?.parse().ok());
        if dimensions == Some(1) {
            return self.scalar(range);
        }
        let refs: Refs = [id].into_iter().collect();
        let len = self.length(&refs);
        self.view_of(range, id, &Span { low: Poly::zero(), ..len })
    }
}

/// The bytes of an element of a type of that name.
pub(super) fn item_of(name: &str) -> Option<u32> {
    Some(match name {
        "float64" | "int64" | "uint64" | "float" | "int" | "complex64" | "double" | "f8" | "i8"
        | "datetime64" | "intp" => 8,
        "float32" | "int32" | "uint32" | "f4" | "i4" | "single" => 4,
        "float16" | "int16" | "uint16" | "f2" | "i2" | "half" => 2,
        "int8" | "uint8" | "bool" | "bool_" | "u1" | "i1" => 1,
        "complex128" | "complex" | "c16" => 16,
        _ => return None,
    })
}
