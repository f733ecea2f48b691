package hebb.model;

/// What training gives.
public record Trained(Model model, TrainingReport report) {}
