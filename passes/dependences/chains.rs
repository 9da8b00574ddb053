//! Who has to wait for whom over things other than names: memory, output, files, settings.
//!
//! A write waits for the last write and for all reads since; a read waits for the last write. Whatever stands before
//! the last write is then ordered through it, so that the number of edges grows with the number of statements.

use std::collections::BTreeMap;

use crate::ids::ObjId;
use crate::passes::effects::heap::{Field, Heap};
use crate::passes::effects::summary::Touches;

/// So many writers at most are waited for one by one; a statement with more becomes a point that all pass.
const MOST: usize = 32;

/// The last write to one thing, and the reads since.
#[derive(Clone, Default)]
pub struct Chain {
    last_write: Option<usize>,
    readers: Vec<usize>,
}

impl Chain {
    /// A read: whom it waits for.
    pub fn read(&mut self, node: usize) -> Option<usize> {
        self.readers.push(node);
        self.last_write
    }

    /// A write: whom it waits for.
    pub fn write(&mut self, node: usize) -> Vec<usize> {
        let mut before = std::mem::take(&mut self.readers);
        before.extend(self.last_write.replace(node));
        before
    }

    fn everyone(&self) -> impl Iterator<Item = usize> + '_ {
        self.readers.iter().copied().chain(self.last_write)
    }
}

/// The chains of all abstract objects, part by part, and of "anything".
#[derive(Default)]
pub struct Memory {
    anything: Chain,
    objects: BTreeMap<ObjId, Vec<(Field, Chain)>>,
}

impl Memory {
    /// Whom a statement waits for that touches this memory; sorted.
    pub fn touch(
        &mut self,
        heap: &Heap,
        node: usize,
        reads: &Touches,
        writes: &Touches,
    ) -> Vec<usize> {
        let mut before = Vec::new();
        // Nothing counts as a parameter here; where it does, nothing is known.
        let reads_any = reads.any || !reads.parameters.is_empty();
        let mut writes_any = writes.any || !writes.parameters.is_empty();
        for location in &reads.locations {
            if heap.get(location.object).escaped {
                before.extend(self.anything.last_write);
            }
            before.extend(
                self.overlapping(location.object, location.field)
                    .filter_map(|chain| chain.last_write),
            );
        }
        if reads_any {
            before.extend(self.anything.last_write);
            let last: Vec<usize> =
                self.escaped(heap).filter_map(|chain| chain.last_write).collect();
            writes_any |= last.len() > MOST;
            before.extend(last);
        }
        for location in &writes.locations {
            if heap.get(location.object).escaped {
                before.extend(self.anything.everyone());
            }
            before.extend(
                self.overlapping(location.object, location.field).flat_map(Chain::everyone),
            );
        }
        if writes_any {
            before.extend(self.anything.everyone());
            before.extend(self.escaped(heap).flat_map(Chain::everyone));
        }
        self.record(heap, node, (reads, reads_any), (writes, writes_any));
        before.sort_unstable();
        before.dedup();
        before.retain(|&other| other != node);
        before
    }

    fn record(
        &mut self,
        heap: &Heap,
        node: usize,
        reads: (&Touches, bool),
        writes: (&Touches, bool),
    ) {
        if writes.1 {
            self.objects.retain(|&object, _| !heap.get(object).escaped);
            self.anything = Chain { last_write: Some(node), readers: Vec::new() };
        } else if reads.1 {
            self.anything.readers.push(node);
        }
        for location in &writes.0.locations {
            let parts = self.objects.entry(location.object).or_default();
            if location.field == Field::All {
                parts.clear();
            }
            part(parts, location.field.whole()).write(node);
        }
        for location in &reads.0.locations {
            let chain =
                part(self.objects.entry(location.object).or_default(), location.field.whole());
            if chain.last_write != Some(node) {
                chain.readers.push(node);
            }
        }
    }

    fn overlapping(&self, object: ObjId, field: Field) -> impl Iterator<Item = &Chain> {
        let parts = self.objects.get(&object).into_iter().flatten();
        parts.filter(move |(part, _)| part.overlaps(field)).map(|(_, chain)| chain)
    }

    fn escaped<'m>(&'m self, heap: &'m Heap) -> impl Iterator<Item = &'m Chain> {
        let objects = self.objects.iter().filter(|(object, _)| heap.get(**object).escaped);
        objects.flat_map(|(_, parts)| parts).map(|(_, chain)| chain)
    }
}

fn part(parts: &mut Vec<(Field, Chain)>, field: Field) -> &mut Chain {
    let at = parts.iter().position(|(part, _)| *part == field).unwrap_or_else(|| {
        parts.push((field, Chain::default()));
        parts.len() - 1
    });
    &mut parts[at].1
}
