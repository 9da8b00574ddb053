//! The compiler from outside, through its library and its command line: one program, so that it is linked once.

mod cli;
mod ddg;
mod formats;
mod html;
mod memory;
mod reading;
mod reasons;
mod report;
mod space;
mod told;
mod user_knowledge;
mod whole_programs;
